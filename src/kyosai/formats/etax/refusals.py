"""受信通知のお断り — why a receipt notice is not believed, and what the person can do."""

from kyosai.basis.refusal import Refused

_AGAIN = "e-Taxのメッセージボックスから、受信通知をもう一度XML形式で保存して、選び直してください。"


class NotXml(Refused):
    """No XML at all."""

    reason = f"受信通知のファイルではありません。{_AGAIN}"


class HasDoctype(Refused):
    """A document type or an entity: nothing that a receipt notice has."""

    reason = f"受信通知にはない指定（DOCTYPE）が入っています。{_AGAIN}"


class NotANotice(Refused):
    """XML of another kind, or with parts a receipt notice does not have."""

    reason = f"受信通知として読み取れない内容があります。{_AGAIN}"


class NotSigned(Refused):
    """No signature."""

    reason = f"受信通知に電子署名がありません。{_AGAIN}"


class WrongSigner(Refused):
    """Signed, but not by the tax office."""

    reason = f"受信通知の電子署名が、国税庁のものではありません。{_AGAIN}"


class Tampered(Refused):
    """Changed after it was signed."""

    reason = f"受信通知が、発行されたあとに書きかえられています。{_AGAIN}"


class Wrapped(Refused):
    """The signature covers something else than what would be read."""

    reason = f"受信通知の電子署名が、内容の全体にかかっていません。{_AGAIN}"


class CertificateExpired(Refused):
    """The signer's certificate is not valid on the day of checking."""

    reason = (
        "受信通知の電子署名の有効期限が切れています。"
        "e-Taxで受信通知を再発行してもらうか、申告書の控えを写真かPDFで添付してください。"
    )


class FromTheFuture(Refused):
    """Accepted after now."""

    reason = f"受信通知の受付日時が、いまより後になっています。{_AGAIN}"

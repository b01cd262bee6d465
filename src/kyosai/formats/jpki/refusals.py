"""署名のお断り — why a signature is not believed, and what the person can do."""

from kyosai.basis.refusal import Refused


class CertificateUnknown(Refused):
    """Not a certificate of the authority for signing."""

    reason = (
        "署名用の電子証明書を確認できませんでした。マイナンバーカードで、もう一度署名してください。"
    )


class CertificateExpired(Refused):
    """The certificate is not valid at this moment."""

    reason = (
        "署名用の電子証明書の期限が切れています。"
        "お住まいの市区町村で更新してから、もう一度署名してください。"
    )


class NotSigned(Refused):
    """The signature does not fit the text."""

    reason = "署名が契約書の文と合いません。契約書を開き直して、もう一度署名してください。"

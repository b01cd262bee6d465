"""署名のお断り — why a card did not sign, and what the person can do."""

from kyosai.basis.refusal import Refused


class PinLocked(Refused):
    """The PIN for signing was wrong too often."""

    reason = (
        "署名用の暗証番号を5回まちがえたため、カードが使えなくなりました。"
        "お住まいの市区町村の窓口で、暗証番号を設定し直してください。"
    )


class SigningCertificateExpired(Refused):
    """The certificate for signing is out of its time."""

    reason = (
        "署名用の電子証明書の期限が切れています。"
        "お住まいの市区町村で更新してから、もう一度署名してください。"
    )


class ResultNotBelieved(Refused):
    """What came back is not the signature that was asked for."""

    reason = "署名の結果を確認できませんでした。契約書の画面から、もう一度署名してください。"

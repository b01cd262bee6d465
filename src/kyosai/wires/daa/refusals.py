"""サインインのお断り — why a sign-in was not believed, and what the person can do."""

from kyosai.basis.refusal import Refused


class Declined(Refused):
    """The person stopped, or did not agree to hand the four facts over."""

    reason = (
        "デジタル認証アプリで中止されました。"
        "続けるときは、もう一度サインインし、氏名などの提供に同意してください。"
    )


class ProviderRefused(Refused):
    """The provider reported an error of its own, such as a lapsed certificate."""

    reason = (
        "デジタル認証アプリでサインインできませんでした。マイナンバーカードの有効期限を確かめて、"
        "もう一度サインインしてください。有効期限が切れているときは、お住まいの市区町村で更新できます。"
    )


class NotStrongEnough(Refused):
    """The card was not read, or its certificate was not checked for revocation."""

    reason = (
        "マイナンバーカードの読み取りが確認できませんでした。"
        "デジタル認証アプリでカードを読み取って、もう一度サインインしてください。"
    )


class FactsMissing(Refused):
    """Name, address or birthday did not come along."""

    reason = (
        "氏名・住所・生年月日を受け取れませんでした。"
        "もう一度サインインし、すべての情報の提供に同意してください。"
    )


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

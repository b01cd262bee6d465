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

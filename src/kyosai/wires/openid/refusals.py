"""どのサインインにもあるお断り — the answer is not ours, not believed, or too late."""

from kyosai.basis.refusal import Refused


class NotThisSignIn(Refused):
    """The answer does not belong to the sign-in begun in this browser."""

    reason = (
        "この画面で始めたサインインの続きではありません。"
        "サインインの画面から、もう一度お進みください。"
    )


class SignInExpired(Refused):
    """The code was used already, or too late."""

    reason = "サインインの有効時間が過ぎました。もう一度サインインしてください。"


class TokenNotBelieved(Refused):
    """Signature, issuer, audience, time or nonce of the token is wrong."""

    reason = (
        "サインインの結果を確認できませんでした。もう一度サインインしてください。"
        "くり返すときは、「問い合わせる」からお知らせください。"
    )

"""次の一歩 — every way a sign-in can fail leads somewhere (never a dead end)."""

from dataclasses import dataclass

from kyosai.basis.refusal import Refused
from kyosai.wires.daa import refusals

OTHER_WAYS = "カードを使えないときは、商工会や商工会議所の窓口で、係の人と一緒に申し込めます。"


@dataclass(frozen=True)
class Failed:
    """What happened, what to do now, and the other way round."""

    reason: str
    steps: tuple[str, ...]
    status: int = 403


UNREACHABLE = Failed(
    "デジタル認証アプリにつながりませんでした。入力した内容は保存されています。",
    ("数分たってから、もう一度お試しください。", OTHER_WAYS),
    status=503,
)
STEPS: dict[type[Refused], tuple[str, ...]] = {
    refusals.NotThisSignIn: (
        "ほかのタブを閉じて、この画面からもう一度サインインしてください。",
        "Cookieを使えない設定のときは、使える設定に変えてください。",
    ),
    refusals.Declined: (
        "もう一度サインインして、氏名・住所・生年月日・性別の提供に同意してください。",
        "先に掛金の試算や、加入できるかの確認だけをすることもできます。",
    ),
    refusals.ProviderRefused: (
        "カードの電子証明書の有効期限を確かめてください。引っ越しや5回目の誕生日で切れます。",
        "暗証番号を3回まちがえると使えなくなります。市区町村の窓口で直せます。",
        OTHER_WAYS,
    ),
    refusals.SignInExpired: ("もう一度サインインしてください。5分以内に終えると続けられます。",),
    refusals.NotStrongEnough: (
        "アプリでは「カードを読み取る」方法を選んでください。",
        "カードを読み取れないときは、カバーを外して、ゆっくり重ねてください。",
        OTHER_WAYS,
    ),
    refusals.FactsMissing: (
        "もう一度サインインして、すべての情報の提供に同意してください。",
        OTHER_WAYS,
    ),
    refusals.TokenNotBelieved: ("もう一度サインインしてください。", OTHER_WAYS),
}


def after(refusal: Refused) -> Failed:
    """Return what a person reads after this refusal."""
    steps = STEPS.get(type(refusal), ("もう一度サインインしてください。", OTHER_WAYS))
    return Failed(refusal.reason, steps)

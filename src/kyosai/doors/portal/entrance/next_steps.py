"""次の一歩 — every way a sign-in can fail leads somewhere (never a dead end)."""

from dataclasses import dataclass

from kyosai.basis.refusal import Refused
from kyosai.doors.portal.persons import Provider
from kyosai.wires.daa import refusals as daa
from kyosai.wires.gbizid import refusals as gbizid
from kyosai.wires.openid import refusals as openid

AGAIN = "もう一度サインインしてください。"
OTHER_WAYS = {
    Provider.DAA: "カードを使えないときは、商工会や商工会議所の窓口で、"
    "係の人と一緒に申し込めます。",
    Provider.GBIZID: "GビズIDを使えないときは、商工会や商工会議所、"
    "取引のある金融機関の窓口で申し込めます。",
    Provider.AGENCY: "担当者の登録は、機関でプライムを持つ方に頼んでください。",
}
MY_PAGE = "GビズIDのマイページで、会社や代表者の登録を確かめてください。"


@dataclass(frozen=True)
class Failed:
    """What happened, what to do now, and the other way round."""

    reason: str
    steps: tuple[str, ...]
    status: int = 403


NAMES = {Provider.DAA: "デジタル認証アプリ", Provider.GBIZID: "GビズID", Provider.AGENCY: "GビズID"}
STEPS: dict[type[Refused], tuple[str, ...]] = {
    openid.NotThisSignIn: (
        "ほかのタブを閉じて、この画面からもう一度サインインしてください。",
        "Cookieを使えない設定のときは、使える設定に変えてください。",
    ),
    openid.SignInExpired: ("もう一度サインインしてください。5分以内に終えると続けられます。",),
    openid.TokenNotBelieved: (AGAIN,),
    daa.Declined: (
        "もう一度サインインして、氏名・住所・生年月日・性別の提供に同意してください。",
        "先に掛金の試算や、加入できるかの確認だけをすることもできます。",
    ),
    daa.ProviderRefused: (
        "カードの電子証明書の有効期限を確かめてください。引っ越しや5回目の誕生日で切れます。",
        "暗証番号を3回まちがえると使えなくなります。市区町村の窓口で直せます。",
    ),
    daa.NotStrongEnough: (
        "アプリでは「カードを読み取る」方法を選んでください。",
        "カードを読み取れないときは、カバーを外して、ゆっくり重ねてください。",
    ),
    daa.FactsMissing: ("もう一度サインインして、すべての情報の提供に同意してください。",),
    gbizid.Declined: (
        "SMSの確認コードでは入れません。スマートフォンに「GビズIDアプリ」を登録してください。",
        "アカウントが廃止されたときは、新しいアカウントを作ってください。",
    ),
    gbizid.ProviderRefused: ("数分たってから、もう一度サインインしてください。",),
    gbizid.FactsMissing: (MY_PAGE, AGAIN),
    gbizid.NumberNotBelieved: (
        "国税庁の法人番号公表サイトで、会社の番号を確かめてください。",
        MY_PAGE,
    ),
    gbizid.NotProved: (
        MY_PAGE,
        "プライムの審査が終わっていないときは、終わってからサインインしてください。",
    ),
    gbizid.RepresentativeChanged: (
        "新しい代表者の方が、GビズIDのマイページで変更を申請してください。",
        "変更が済むまでの手続きは、窓口で受け付けます。",
    ),
}
WORTH_ANOTHER_TRY = (openid.NotThisSignIn, openid.SignInExpired, daa.Declined)


def unreachable(provider: Provider) -> Failed:
    """Return what a person reads when the provider cannot be reached."""
    reason = f"{NAMES[provider]}につながりませんでした。入力した内容は保存されています。"
    later = "数分たってから、もう一度お試しください。"
    return Failed(reason, (later, OTHER_WAYS[provider]), status=503)


def after(refusal: Refused, *, provider: Provider) -> Failed:
    """Return what a person reads after this refusal."""
    steps = STEPS.get(type(refusal), (AGAIN,))
    if isinstance(refusal, WORTH_ANOTHER_TRY):
        return Failed(refusal.reason, steps)
    return Failed(refusal.reason, (*steps, OTHER_WAYS[provider]))

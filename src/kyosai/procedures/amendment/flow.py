"""変更の流れ — done by rule at once; only an account that is not one's own waits for a person."""

from kyosai.casework.flow import Flow, Step
from kyosai.exchange.messages.amendments import AMENDMENTS, Amendment

SCHEMES = {"skk": "小規模企業共済", "tosanboshi": "倒産防止共済"}
ACCOUNT_CHANGES = {
    f"{scheme}.account_change": Flow(
        name=f"{scheme}.account_change",
        title=f"{name} 口座の変更",
        steps=(
            Step("screen", "自動判定", desk="rules", next=("examine",)),
            Step("examine", "審査", desk="contracts"),
        ),
    )
    for scheme, name in SCHEMES.items()
}


def _by_rule(scheme: str, message: type[Amendment]) -> Flow:
    return Flow(
        name=f"{scheme}.{message.kind}",
        title=f"{SCHEMES[scheme]} {message.title}",
        steps=(Step("screen", "自動判定", desk="rules"),),
    )


# A sworn statement is enough, and some are looked at afterwards; proof is examined before.
EXAMINE, AUDIT = "examine", "audit"
HOLIDAY = Flow(
    name="skk.premium_holiday",
    title="小規模企業共済 掛止めの手続き",
    steps=(
        Step("screen", "自動判定", desk="rules", next=(EXAMINE, AUDIT)),
        Step(EXAMINE, "審査", desk="contracts"),
        Step(AUDIT, "申立ての確認（抜取り）", desk="contracts"),
    ),
)
DEFERRAL_ORDER = Flow(
    name="premium.deferral_order",
    title="納付期限の延長の定め（一括）",
    steps=(
        Step("propose", "起案", desk="contracts", next=("confirm_order",)),
        Step("confirm_order", "決裁", desk="contracts", second_pair_of_eyes=True),
    ),
)
BY_RULE = {
    (scheme, message.kind): _by_rule(scheme, message)
    for scheme in SCHEMES
    for message in AMENDMENTS
} | {("skk", "premium_holiday"): HOLIDAY}

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


BY_RULE = {
    (scheme, message.kind): _by_rule(scheme, message)
    for scheme in SCHEMES
    for message in AMENDMENTS
}

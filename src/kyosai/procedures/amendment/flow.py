"""口座の変更 — done by rule when the account is the holder's own; otherwise one officer looks."""

from kyosai.casework.flow import Flow, Step

ACCOUNT_CHANGE = Flow(
    name="skk.account_change",
    title="小規模企業共済 口座の変更",
    steps=(
        Step("screen", "自動判定", desk="rules", next=("examine",)),
        Step("examine", "審査", desk="contracts"),
    ),
)

"""貸付けの流れ — temporary loans by rule; mutual aid by two officers and a signature."""

from kyosai.casework.flow import Flow, Step

SCREEN, TRANSFER = "screen", "await_transfer"
EXAMINE, FIX, CONFIRM, SIGN = "examine", "await_fix", "confirm", "await_signature"

TEMPORARY_LOAN = Flow(
    name="tosanboshi.temporary_loan",
    title="倒産防止共済 一時貸付金",
    steps=(
        Step(SCREEN, "自動判定", desk="rules", next=(TRANSFER,)),
        Step(TRANSFER, "借換えの入金待ち", desk="loans"),
    ),
)
MUTUAL_AID_LOAN = Flow(
    name="tosanboshi.mutual_aid_loan",
    title="倒産防止共済 共済金の貸付け",
    steps=(
        Step(SCREEN, "受付の確認", desk="rules", next=(EXAMINE,)),
        Step(EXAMINE, "審査", desk="loans", next=(FIX, CONFIRM)),
        Step(FIX, "請求者の直し待ち", desk="loans", next=(EXAMINE,)),
        Step(CONFIRM, "決裁", desk="loans", next=(EXAMINE, SIGN), second_pair_of_eyes=True),
        Step(SIGN, "請求者の署名待ち", desk="loans", next=(EXAMINE,)),
    ),
)
LENDING = {flow.name: flow for flow in (TEMPORARY_LOAN, MUTUAL_AID_LOAN)}

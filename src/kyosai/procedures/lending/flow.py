"""貸付けの流れ — a plain loan is decided by rule; a special one waits for its confirmation."""

from kyosai.casework.flow import Flow, Step

CONFIRM = "confirm"
CONTRACT_LOAN = Flow(
    name="skk.loan_request",
    title="小規模企業共済 契約者貸付け",
    steps=(
        Step("screen", "自動判定", desk="rules", next=(CONFIRM,)),
        Step(CONFIRM, "事由の確認", desk="loans"),
    ),
)
FLOWS = {("skk", "loan_request"): CONTRACT_LOAN}
BY_NAME = {flow.name: flow for flow in FLOWS.values()}

"""貸付けの流れ — a plain loan is decided by rule; others wait for a person, or for money."""

from kyosai.casework.flow import Flow, Step

CONFIRM, TRANSFER = "confirm", "await_transfer"
CONTRACT_LOAN = Flow(
    name="skk.loan_request",
    title="小規模企業共済 契約者貸付け",
    steps=(
        Step("screen", "自動判定", desk="rules", next=(CONFIRM, TRANSFER)),
        Step(CONFIRM, "事由の確認", desk="loans"),
        Step(TRANSFER, "借換えの入金待ち", desk="loans"),
    ),
)
LOAN_ORDER = Flow(
    name="skk.loan_order",
    title="特例災害時貸付けの定め",
    steps=(
        Step("propose", "起案", desk="loans", next=("confirm_order",)),
        Step("confirm_order", "決裁", desk="loans", second_pair_of_eyes=True),
    ),
)
FLOWS = {("skk", "loan_request"): CONTRACT_LOAN}
BY_NAME = {flow.name: flow for flow in (*FLOWS.values(), LOAN_ORDER)}

"""延滞の流れ — what a rule found goes to the receivables desk; a second officer decides."""

from kyosai.casework.flow import Flow, Step

PROPOSE, DECIDE = "propose", "decide"
ARREARS = Flow(
    name="loan.arrears",
    title="延滞した貸付けの検討",
    steps=(
        Step(PROPOSE, "起案", desk="receivables", next=(DECIDE,)),
        Step(DECIDE, "決裁", desk="receivables", next=(PROPOSE,), second_pair_of_eyes=True),
    ),
)
BANK_QUERY = Flow(
    name="loan.bank_query",
    title="返済の引き落としの確認",
    steps=(Step("look", "確認", desk="treasury"),),
)

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
SCHEMES = {"skk": "小規模企業共済", "tosanboshi": "倒産防止共済"}
EARLY = {
    scheme: Flow(
        name=f"{scheme}.early_repayment",
        title=f"{name} 繰上げ返済",
        steps=(Step("screen", "自動判定", desk="rules"),),
    )
    for scheme, name in SCHEMES.items()
}

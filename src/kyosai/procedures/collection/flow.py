"""引き落としの確認 — what a rule cannot settle about debits goes to a desk, as a case."""

from kyosai.casework.flow import Flow, Step

DEBIT_QUERY = Flow(
    name="premium.debit_query",
    title="引き落としの確認",
    steps=(Step("look", "確認", desk="treasury"),),
)

UNPAID = Flow(
    name="premium.unpaid",
    title="未納が続く契約の検討",
    steps=(Step("consider", "解除の検討", desk="contracts"),),
)

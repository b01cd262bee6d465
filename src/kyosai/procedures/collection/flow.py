"""引き落としの確認 — what a rule cannot settle about a debit goes to the treasury desk."""

from kyosai.casework.flow import Flow, Step

DEBIT_QUERY = Flow(
    name="skk.debit_query",
    title="小規模企業共済 引き落としの確認",
    steps=(Step("look", "確認", desk="treasury"),),
)

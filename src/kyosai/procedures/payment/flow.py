"""支払の確認の流れ — what a rule cannot settle about a payment goes to the treasury, as a case."""

from kyosai.casework.flow import Flow, Step

PAYMENT_QUERY = Flow(
    name="payment.query",
    title="支払の確認",
    steps=(Step("look", "確認", desk="treasury"),),
)

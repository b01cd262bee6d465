"""表示の受け渡し — a person asks to see; the answer is made now and sealed to their session."""

from kyosai.doors import today
from kyosai.exchange import postbox
from kyosai.exchange.messages.inbound import ViewRequest
from kyosai.procedures.access import show
from kyosai.procedures.amendment import preview
from kyosai.procedures.certification import issue
from kyosai.procedures.lending import paper as loan_contracts
from kyosai.procedures.lending import preview as loans
from kyosai.procedures.lending.tosanboshi import preview as tosanboshi_lending
from kyosai.procedures.lending.tosanboshi.mutual_aid import decision_letter


def hand_over(number: str) -> None:
    """Answer one request; a paper that was never rendered is rendered first."""
    _, message = postbox.peek(number)
    assert isinstance(message, ViewRequest)
    if message.view in ("terms", "effect"):
        preview.show(number, at=today.now())
        return
    if message.view in ("tosanboshi_loans", "tosanboshi_offer"):
        tosanboshi_lending.show(number, at=today.now())
        return
    if message.view in ("loan_terms", "loan_effect"):
        loans.show(number, at=today.now())
        return
    if message.view == "document":
        issue.certificate(message.argument, at=today.now())
        loan_contracts.contract(message.argument, at=today.now())
        decision_letter.letter(message.argument, at=today.now())
    show.show(number, at=today.now())

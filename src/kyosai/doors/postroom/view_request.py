"""表示の受け渡し — a person asks to see; the answer is made now and sealed to their session."""

from collections.abc import Callable

from kyosai.doors import today
from kyosai.exchange import postbox
from kyosai.exchange.messages.views import ViewRequest
from kyosai.procedures.access import show
from kyosai.procedures.amendment import preview
from kyosai.procedures.certification import issue, premium_views
from kyosai.procedures.lending import paper as loan_contracts
from kyosai.procedures.lending import preview as loans
from kyosai.procedures.lending.tosanboshi import preview as tosanboshi_loans
from kyosai.procedures.lending.tosanboshi.mutual_aid import decision_letter
from kyosai.procedures.payout import papers
from kyosai.procedures.payout import preview as payout
from kyosai.procedures.payout.survivors import room
from kyosai.procedures.recovery import schedules

# Each view is shown by the procedure that would carry out what it foretells.
SHOWN_BY: dict[str, Callable[..., None]] = {
    **dict.fromkeys(("terms", "effect", "prepared", "client_terms", "client_effect"), preview.show),
    "loan_terms": loans.show,
    "loan_effect": loans.show,
    "tosanboshi_loans": tosanboshi_loans.show,
    "tosanboshi_offer": tosanboshi_loans.show,
    "repayments": schedules.show,
    **dict.fromkeys(("room", "room_paper"), room.show),
    "premium_certificate": premium_views.show,
    "premium_certificate_file": premium_views.show,
    **dict.fromkeys(payout.VIEWS, payout.show),
}
PAPERS = (papers.paper, issue.certificate, loan_contracts.contract, decision_letter.letter)


def hand_over(number: str) -> None:
    """Answer one request; a paper that was never rendered is rendered first."""
    _, message = postbox.peek(number)
    assert isinstance(message, ViewRequest)
    if message.view == "document":
        for render in PAPERS:
            render(message.argument, at=today.now())
    SHOWN_BY.get(message.view, show.show)(number, at=today.now())

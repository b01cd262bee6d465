"""表示の受け渡し — a person asks to see; the answer is made now and sealed to their session."""

from kyosai.doors import today
from kyosai.exchange import postbox
from kyosai.exchange.messages.inbound import ViewRequest
from kyosai.procedures.access import show
from kyosai.procedures.amendment import preview
from kyosai.procedures.certification import issue
from kyosai.procedures.payout import papers
from kyosai.procedures.payout import preview as payout
from kyosai.procedures.payout.survivors import room

AMENDMENT_VIEWS = ("terms", "effect", "prepared", "client_terms", "client_effect")


def hand_over(number: str) -> None:
    """Answer one request; a certificate that was never rendered is rendered first."""
    _, message = postbox.peek(number)
    assert isinstance(message, ViewRequest)
    if message.view in AMENDMENT_VIEWS:
        preview.show(number, at=today.now())
        return
    if message.view in payout.VIEWS:
        payout.show(number, at=today.now())
        return
    if message.view == "room":
        room.show(number, at=today.now())
        return
    if message.view == "document":
        papers.paper(message.argument, at=today.now())
        issue.certificate(message.argument, at=today.now())
    show.show(number, at=today.now())

"""Special loans of the holders of ``world``: what happened, and the papers that show it."""

from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4, uuid5

from kyosai.casework import reads as casework
from kyosai.exchange.messages.lending import LoanRequest, Occasion
from kyosai.records.documents import writes as documents
from tests.procedures.collection import world
from tests.procedures.lending.borrowing import moment, request, sent, signed

NOTHING = Occasion("2026-09-30", "", False, 0, 0, 0, False, "", (), "理由の説明")
DROP = replace(NOTHING, sales=95, compared=100)
EVENING = "2026-10-12T20:00:00"  # a holiday


def asked(
    kind: str = "emergency",
    occasion: Occasion | None = DROP,
    *,
    at: str = EVENING,
    amount: int = 1_000_000,
    term: int = 36,
    has_paper: bool = True,
) -> LoanRequest:
    """Return a request nobody has signed yet, its paper arrived."""
    papers = (paper(),) if has_paper else ()
    return request(amount, term, at=at, kind=kind, occasion=occasion, attachments=papers)


def paper() -> str:
    """Let a picture of the agency's confirmation arrive; return its id."""
    use: UUID = uuid4()
    documents.keep(
        b"picture %s" % use.bytes,
        person=uuid5(world.SPACE, "person 1"),
        kind="attachment",
        filename="確認書.jpg",
        media="image/jpeg",
        at=moment(EVENING),
        use=use,
    )
    return str(use)


def filed(**given: Any) -> str:
    """Sign and send; return the number of the case."""
    message = signed(asked(**given))
    assert sent(message) == "at_desk"
    found = casework.filed_under(message.receipt)
    assert found is not None
    return str(found["number"])

"""The messages of borrowing reach their procedures; a claim waits for its papers."""

from datetime import datetime
from uuid import UUID, uuid4

import pytest

from kyosai.casework import reads as casework
from kyosai.doors import postroom
from kyosai.exchange.postbox import NotYet
from kyosai.records.documents import writes as documents
from tests.procedures.applications import kept
from tests.procedures.lending.tosanboshi import claims, firm
from tests.procedures.lending.tosanboshi.firm import PERSON, moment, request

AT = moment("2026-10-29T10:05:00")


@pytest.fixture(autouse=True)
def holder(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    firm.firm(months=40)
    monkeypatch.setattr("kyosai.doors.today.now", lambda: AT)


def sent_at(number: str) -> datetime:
    from kyosai.exchange import postbox

    return postbox.peek(number)[0].created_at


def test_a_request_is_lent(monkeypatch: pytest.MonkeyPatch) -> None:
    postroom.hand_over(kept(request(1_000_000, at="2026-10-29T10:05:00"), fetched_at=AT))

    assert firm.payments()[0][0] == 991_000


def test_a_claim_waits_for_its_papers_and_goes_to_the_desk(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    paper = uuid4()
    number = kept(claims.claim(attachments=(str(paper),)), fetched_at=AT)
    monkeypatch.setattr("kyosai.doors.today.machine_now", lambda: sent_at(number))
    with pytest.raises(NotYet):
        postroom.hand_over(number)

    documents.keep(
        b"paper",
        person=UUID(PERSON),
        kind="attachment",
        filename="bill.jpg",
        media="image/jpeg",
        at=AT,
        use=paper,
    )
    postroom.hand_over(number)

    filed = casework.filed_under("U-00000001-95")
    assert filed is not None and filed["step"] == "examine"

"""The thin modules: each message reaches its one procedure."""

from base64 import b64encode
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from nacl.public import PrivateKey

from kyosai.casework.models import Case
from kyosai.doors import postroom, today
from kyosai.exchange.messages import inbound
from kyosai.exchange.postbox import NotYet
from kyosai.procedures.certification import issue
from kyosai.records.documents import reads as documents
from kyosai.records.documents import writes as document_writes
from kyosai.records.mandates import reads as mandates
from tests.exchange import samples
from tests.procedures import applications, enterprises
from tests.procedures.applications import NOW, application, kept, received

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(days=1)


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(today, "now", lambda: LATER)
    monkeypatch.setattr(today, "machine_now", lambda: samples.SENT_AT + timedelta(seconds=10))


def viewed(view: Any, *, person: str, argument: str) -> str:
    request = inbound.ViewRequest(
        view=view,
        person=person,
        argument=argument,
        reply_key=b64encode(bytes(PrivateKey.generate().public_key)).decode(),
        asked_at=LATER.isoformat(),
    )
    number = kept(request, fetched_at=LATER)
    postroom.hand_over(number)
    return number


def outgoing() -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT kind, convert_from(body, 'utf8')::json ->> 'to' FROM exchange_outgoing"
            " ORDER BY placed_at"
        )
        return list(cursor.fetchall())


def test_a_notice_of_the_hub_becomes_a_mandate() -> None:
    told = samples.notice(status="REGISTERED")

    postroom.hand_over(kept(told, fetched_at=LATER))

    known = mandates.standing(told.customer_no)
    assert known is not None and known.state == "registered"


def test_an_account_change_is_answered() -> None:
    sent = application()
    received(sent)
    change = inbound.AccountChange(
        person=sent.person,
        scheme="skk",
        received_at=LATER.isoformat(timespec="milliseconds"),
        receipt="U-00099998-32",
        mandate=applications.mandate(),
    )
    number = kept(change, fetched_at=LATER)

    postroom.hand_over(number)

    assert outgoing()[-1] == ("answer", number)


def test_a_paper_waits_for_its_pictures_and_is_answered() -> None:
    sent = enterprises.company()
    received(sent, evidence=enterprises.REGISTERED)
    Case.objects.filter(flow="tosanboshi.paper_mandate").update(
        is_closed=True, closed_at=NOW, outcome="accepted"
    )
    picture = str(uuid4())
    paper = inbound.MandateOnPaper(
        person=sent.person,
        received_at=LATER.isoformat(timespec="milliseconds"),
        receipt="U-00099997-35",
        paper=inbound.PaperMandate(attachments=(picture,), holder_kana="ミホンシヨウジ"),
    )
    number = kept(paper, fetched_at=LATER)
    with pytest.raises(NotYet):
        postroom.hand_over(number)

    document_writes.keep(
        b"%PDF-1.7",
        person=UUID(sent.person),
        kind="attachment",
        filename="mihon.pdf",
        media="application/pdf",
        at=LATER,
        use=UUID(picture),
    )
    postroom.hand_over(number)

    assert outgoing()[-1] == ("answer", number)
    assert Case.objects.filter(flow="tosanboshi.paper_mandate", is_closed=False).count() == 1


def test_a_request_to_see_is_answered_with_a_sealed_view() -> None:
    sent = application()
    received(sent)

    number = viewed("position", person=sent.person, argument="")

    assert outgoing()[-1] == ("view", number)


def test_a_certificate_that_was_never_rendered_is_rendered_when_asked_for() -> None:
    sent = application()
    outcome = received(sent)
    assert outcome.accepted is not None
    number = outcome.accepted.certificate
    assert documents.issued(issue.KIND, number=number) is None

    viewed("document", person=sent.person, argument=number)

    assert documents.issued(issue.KIND, number=number) is not None

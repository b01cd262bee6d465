"""Cases and contracts of plainly fictional people, standing where an officer would find them."""

from dataclasses import replace
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

from PIL import Image

from kyosai.basis import identifiers
from kyosai.casework import actions as casework
from kyosai.casework import findings
from kyosai.casework.actions import Line, Opening
from kyosai.casework.findings import Finding
from kyosai.doors import today
from kyosai.exchange.messages.inbound import EnrolmentApplication, Evidence
from kyosai.procedures.enrolment import acceptance, decide, filing
from kyosai.procedures.enrolment.flow import ENROLMENT
from kyosai.records import one_trip, serials
from kyosai.records.documents import writes as documents
from kyosai.records.parties import writes as parties
from tests.exchange import samples

PICTURES = Finding("evidence_is_pictures", "書類が画像です。担当者が確認します。", is_well=False)
FOUND = (
    PICTURES,
    Finding("eligible", "加入資格があります。", "小規模企業共済法3条"),
    Finding(
        "too_many_employees",
        "この業種で加入できるのは、従業員が5人以下のときです。",
        "小規模企業共済法2条1項2号",
        False,
        True,
    ),
    Finding(
        "holder_is_another",
        "口座の名義と、申込者のフリガナが違います。",
        is_well=False,
        facts={"口座名義": "ﾚｲｼﾞ ｲﾁﾛｳ"},
    ),
)


def receipt() -> str:
    """Return a receipt number nobody has."""
    return identifiers.lettered_number("U", serials.next_serial("case_serial"))


def application(**changes: Any) -> EnrolmentApplication:
    """Return an application that came two hours ago, of a person of its own."""
    person, number = str(uuid4()), f"{uuid4().int % 10**20:020d}"
    mandate = replace(samples.MANDATE, customer_no=number)
    at = today.now() - timedelta(hours=2)
    given = {
        "person": person,
        "receipt": receipt(),
        "mandate": mandate,
        "opened_on": "2024-05-07",
        "received_at": at.isoformat(timespec="milliseconds"),
    }
    return samples.application(**(given | changes))


def picture() -> bytes:
    """Return a small picture."""
    content = BytesIO()
    Image.new("RGB", (60, 40), "white").save(content, "JPEG")
    return content.getvalue()


def at_desk(
    *,
    due_in: timedelta = timedelta(days=2),
    pictures: int = 1,
    found: tuple[Finding, ...] = FOUND,
    **changes: Any,
) -> str:
    """Open a case at the contracts desk as the procedure does; return its number."""
    uses = [uuid4() for _ in range(pictures)]
    evidence = Evidence("pictures", "", tuple(str(use) for use in uses))
    sent = application(evidence=evidence, **changes)
    message = str(uuid4())
    party = entered(sent, at=today.now())
    for place, use in enumerate(uses, start=1):
        documents.keep(
            picture(),
            person=UUID(sent.person),
            kind="attachment",
            filename=f"確定申告書の控え{place}.jpg",
            media="image/jpeg",
            at=today.now(),
            use=use,
        )
    lines = [
        Line("screen", "received", "申込みを受け付けました。"),
        Line("screen", "to_desk", findings=findings.as_rows(found)),
    ]
    return casework.open(
        Opening(
            number=casework.new_number(),
            flow=ENROLMENT,
            step="examine",
            subject=party,
            receipt=sent.receipt,
            received_at=datetime.fromisoformat(sent.received_at),
            opened_on=today.today(),
            due_at=today.now() + due_in,
            at=today.now(),
            filing=filing.written(sent, message=message),
            lines=lines,
        )
    )


def entered(sent: EnrolmentApplication, *, at: datetime) -> UUID:
    """Write down who applied, and from which account they will pay."""
    party: UUID = one_trip.send(parties.entering(UUID(sent.person), at=at))[0][0][0]
    one_trip.send(*acceptance.registering(sent, party=party, contract=None, at=at))
    return party


def contract(**changes: Any) -> str:
    """Form a contract, accepted by an officer; return its number."""
    case = at_desk(pictures=0, found=(PICTURES,), **changes)
    return decide.accept(case, officer="examiner", at=today.now()).contract

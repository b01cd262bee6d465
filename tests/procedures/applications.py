"""Applications of plainly fictional people, kept in the postbox as the courier keeps them."""

from base64 import b64encode
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any
from uuid import uuid4

from kyosai.basis import identifiers
from kyosai.casework.findings import Finding
from kyosai.exchange import keeping, postbox
from kyosai.exchange.envelope import Envelope
from kyosai.exchange.messages import inbound
from kyosai.procedures.enrolment.evidence import Evidence
from kyosai.procedures.enrolment.receive import Outcome, receive
from kyosai.schemes.clocks import promises
from tests.exchange import samples

RECEIVED_AT = datetime.fromisoformat("2026-10-20T21:14:05.120+09:00")
NOW = RECEIVED_AT + timedelta(seconds=3)
SIGNED = Evidence("etax_receipt", True, (Finding("receipt_signed", "署名は正しいです。"),))
_serial = count(1)


def application(**changes: Any) -> inbound.EnrolmentApplication:
    """Return an application in which all is well, of somebody nobody has seen before."""
    serial = next(_serial)
    received_at = changes.pop("at", RECEIVED_AT)
    promised = promises.promise("enrolment", received_at=received_at)
    made = samples.application(
        person=str(uuid4()),
        received_at=received_at.isoformat(timespec="milliseconds"),
        receipt=identifiers.lettered_number("U", serial),
        promise=inbound.Promise(
            due_at=promised.due_at.isoformat(),
            policy=promised.policy_version,
            calendar=promised.calendar_version,
            t0=promised.t0.isoformat(),
        ),
        evidence=inbound.Evidence("etax_receipt", b64encode(b"<xml/>").decode(), ()),
        mandate=mandate(),
    )
    return replace(made, **changes)


def named(**changes: Any) -> inbound.Identity:
    """Return an identity that differs in something."""
    return replace(samples.application().identity, **changes)


def mandate(**changes: Any) -> inbound.Mandate:
    """Return a mandate of its own customer number."""
    made = replace(samples.MANDATE, customer_no=f"{next(_serial):020d}", status="REGISTERED")
    return replace(made, **changes)


def kept(message: inbound.Inbound, *, fetched_at: datetime = NOW) -> str:
    """Keep a message as the courier does; return its number."""
    wired = samples.wired(message, sequence=next(_serial))
    keeping.keep([wired], fetched_at=fetched_at)
    return str(wired["number"])


def peeked(number: str) -> Envelope:
    """Look at a kept message from outside, as the postroom does first."""
    return postbox.peek(number)[0]


def received(
    message: inbound.EnrolmentApplication, *, evidence: Evidence = SIGNED, at: datetime = NOW
) -> Outcome:
    """Keep an application and hand it to the procedure."""
    number = kept(message, fetched_at=at)
    return receive(peeked(number), application=message, evidence=evidence, at=at)

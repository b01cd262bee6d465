"""Class A filings for the bench: sealed as the portal seals them, with a signed 受信通知."""

from base64 import b64encode
from dataclasses import replace
from itertools import count
from pathlib import Path
from time import perf_counter
from typing import Any

from django.conf import settings

from kyosai.doors.postroom import evidence
from kyosai.exchange import keeping, postbox
from kyosai.exchange.messages.inbound import EnrolmentApplication, Evidence
from kyosai.procedures.enrolment.receive import receive
from tests.exchange import samples
from tests.formats.etax import office
from tests.procedures import applications

NOTICE_OF = "<Name>見本　花子</Name>", "<Birthdate>1980-04-01</Birthdate>"


class Filings:
    """Prepares filings and takes them, as the courier and the postroom would."""

    def __init__(self, *, first: int = 1) -> None:
        self.serial = count(first)
        certificate = Path(settings.KEYS.path("etax.crt"))
        _, made = office.identity("office")
        certificate.write_bytes(made)

    def sealed(self) -> tuple[dict[str, Any], EnrolmentApplication]:
        """Return a filing of somebody else, sealed and signed as it comes over the wire."""
        serial = next(self.serial)
        message = applications.application()
        year, month, day = 1950 + serial // 336 % 50, serial // 28 % 12 + 1, serial % 28 + 1
        name, birthday = f"見本　{serial}", f"{year}-{month:02}-{day:02}"
        notice = office.NOTICE.replace(NOTICE_OF[0], f"<Name>{name}</Name>").replace(
            NOTICE_OF[1], f"<Birthdate>{birthday}</Birthdate>"
        )
        message = replace(
            message,
            identity=replace(message.identity, name=name, birthdate=birthday),
            mandate=replace(message.mandate, customer_no=f"9{serial:019d}"),
            evidence=Evidence("etax_receipt", b64encode(office.signed(notice)).decode(), ()),
        )
        return samples.wired(message, sequence=serial), message

    def take(self, wired: dict[str, Any], message: EnrolmentApplication) -> float:
        """Keep, open, verify and accept one filing; return the seconds of verifying."""
        now = applications.NOW
        keeping.keep([wired], fetched_at=now)
        number = str(wired["number"])
        outside, opened = postbox.peek(number)
        assert isinstance(opened, EnrolmentApplication)
        began = perf_counter()
        found = evidence.gathered(opened, missing=0, sent_at=outside.created_at)
        verified = perf_counter() - began
        outcome = receive(outside, application=opened, evidence=found, at=now)
        assert outcome.accepted, found
        return verified

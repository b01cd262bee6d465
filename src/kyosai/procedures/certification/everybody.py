"""全員の控除証明書 — each November, stretch by stretch; stopped, it goes on from there."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from kyosai.basis import tokyo
from kyosai.procedures.certification import premiums, words
from kyosai.procedures.certification.premiums import Made
from kyosai.records.notices import everybody
from kyosai.records.notices.everybody import Words
from kyosai.records.premium_certificates import reads, told
from kyosai.schemes.tax import premium_certificate as law

A_STRETCH = 500


def is_time(at: datetime) -> bool:
    """Tell whether the certificates of this year are made for everybody now."""
    on = tokyo.in_tokyo(at).date()
    return on >= law.everybody_from(on.year)


def next_stretch(
    *, year: int, at: datetime, after: str = "", until: str = "", limit: int = A_STRETCH
) -> Made | None:
    """Issue the next stretch and tell its holders, all of it or nothing; None when all is done."""
    with transaction.atomic(durable=True):
        numbers = reads.to_issue(year=year, after=after, until=until, limit=limit)
        if not numbers:
            return None
        made = premiums.for_all(numbers, of=year, at=at)
        title, body = words.ready(year)
        everybody.tell(
            told.just_issued(numbers, year=year),
            words=Words(
                kind=f"premium-certificate-{year}",
                title=title,
                body=body,
                mail=words.mail(url=settings.PORTAL_URL),
                actions=[words.LOOK],
            ),
            at=at,
        )
    return made

"""催告 — twelve unpaid months: a warning, proof that it arrived, and only then a case.

Nothing here ends a contract: a person decides (法7条2項1号).
"""

from datetime import datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from kyosai.basis import parameters, tokyo
from kyosai.basis.law import implements
from kyosai.basis.money import Yen
from kyosai.casework import actions as casework
from kyosai.casework import reads as cases
from kyosai.casework.actions import Line, Opening
from kyosai.procedures.collection import warning_words as words
from kyosai.procedures.collection.flow import UNPAID
from kyosai.records.letters import reads as letters
from kyosai.records.notices import contact
from kyosai.records.notices import writes as notices
from kyosai.records.notices.writes import Telling
from kyosai.records.premiums import warnings
from kyosai.records.premiums.warnings import AtLimit, Unanswered, Undelivered
from kyosai.schemes import both
from kyosai.schemes.clocks import calendars

AT = time(17, 0)


def warn(cycle: str, *, at: datetime) -> int:
    """Warn everybody a cycle left out for too many unpaid months, once for each stretch of them."""
    with transaction.atomic(durable=True):
        found = warnings.to_warn(cycle)
        notices.tell_all([_telling(each, at=at) for each in found])
        for each in found:
            key = _key(each.contract, str(each.since))
            warnings.note_warned(each.contract, since=each.since, notice=key, at=at)
    return len(found)


def follow_up(*, at: datetime) -> int:
    """Look for proof that warnings arrived, and open a case where one stayed without effect."""
    for each in warnings.undelivered():
        with transaction.atomic(durable=True):
            _prove(each, at=at)
    waited = timedelta(days=_facts()["days_to_answer"])
    before = tokyo.in_tokyo(at).date() - waited
    with transaction.atomic(durable=True):
        opened = [_consider(each, at=at) for each in warnings.unanswered(delivered_before=before)]
    return sum(opened)


def _prove(warned: Undelivered, *, at: datetime) -> None:
    """Take the opened notice for proof, else the registered letter the print house has posted."""
    if warned.opened_at is not None:
        opened_on = tokyo.in_tokyo(warned.opened_at).date()
        warnings.note_delivered(warned.contract, since=warned.since, kind="opened", on=opened_on)
        return
    about = f"letter:{warned.contract}:{warned.since}"
    posted = letters.posted_of(about)
    if posted is not None:
        warnings.note_delivered(
            warned.contract,
            since=warned.since,
            kind="posted",
            on=posted[0],
            words=posted[1],
        )
    elif at >= warned.warned_at + timedelta(days=_facts()["days_until_letter"]):
        told = _key(warned.contract, str(warned.since))
        contact.post_instead(told, under=about, way="registered", at=at)


@implements("小規模企業共済法7条2項1号", "中小企業倒産防止共済法7条2項1号")
def _consider(warned: Unanswered, *, at: datetime) -> bool:
    """Put a contract before the contracts desk, once, if it is still a ground for cancellation."""
    receipt = f"unpaid:{warned.contract}:{warned.since}"
    today = tokyo.in_tokyo(at).date()
    is_ground = both.rules_for(warned.scheme).is_ground_for_cancellation(warned.unpaid, on=today)
    if not is_ground or cases.filed_under(receipt):
        return False
    casework.open(
        Opening(
            number=casework.new_number(),
            flow=UNPAID,
            step="consider",
            subject=warned.party,
            receipt=receipt,
            received_at=at,
            opened_on=today,
            due_at=tokyo.at(calendars.office().add(today, _facts()["days_to_consider"]), AT),
            at=at,
            filing={"contract": warned.contract},
            lines=[Line("consider", "opened", words=words.to_consider(warned))],
        )
    )
    return True


def _telling(found: AtLimit, *, at: datetime) -> Telling:
    days: int = _facts()["days_to_answer"]
    title, body = words.warning(unpaid=found.unpaid, yen=Yen(found.yen), days=days)
    return Telling(
        party=found.party,
        key=_key(found.contract, str(found.since)),
        kind="unpaid_warning",
        at=at,
        title=title,
        body=body,
        contract=found.contract,
        actions=[{"label": each["label"], "url": each["path"]} for each in words.ACTIONS],
        mail=words.mail(url=settings.PORTAL_URL),
    )


def _key(contract: str, since: str) -> str:
    return f"unpaid-warning:{contract}:{since}"


def _facts() -> dict[str, Any]:
    return parameters.table(__package__, "warning")

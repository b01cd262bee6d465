"""連絡先の訂正 — another phone or mail, by a code from the old contact and one from the new.

Whoever has taken the phone of somebody has not their mail, and the reverse: both codes are read
to the operator, who sees neither. The old contact is told in any case.
"""

import re
import secrets
from datetime import datetime, time, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.db import transaction

from kyosai.basis import fingerprint, tokyo
from kyosai.basis.refusal import Refused
from kyosai.procedures.access.calls import words
from kyosai.procedures.access.calls.rules import rules
from kyosai.records import one_trip
from kyosai.records.calls import reads, writes
from kyosai.records.calls.reads import Change, Standing
from kyosai.records.notices import writes as notices
from kyosai.records.notices.writes import Telling
from kyosai.records.parties import reads as parties
from kyosai.records.parties import search_keys
from kyosai.records.parties import writes as party_writes
from kyosai.records.parties.reads import Particulars

SOURCE = "contact_centre"  # the database holds rows of this source to their codes
PHONE = re.compile(r"0[0-9]{9,10}")
MAIL = re.compile(r"[^@\s,;<>\"]{1,64}@[A-Za-z0-9.-]{1,180}\.[A-Za-z]{2,20}")


class NotChecked(Refused):
    """The caller was not checked: nothing is done for them."""

    reason = "先に、本人確認をしてください。"


class NoContact(Refused):
    """What was told is no phone number, or no address."""

    reason = "形が正しくありません。もう一度、聞いて入力してください。"


class NoOldContact(Refused):
    """There is no old contact a code could go to."""

    reason = "前の連絡先がないため、電話では直せません。書類での手続きをご案内してください。"


class TooMany(Refused):
    """Contacts of this person were corrected often enough today."""

    reason = "今日は、これ以上直せません。明日、もう一度お電話ください。"


class WrongCodes(Refused):
    """The codes are wrong, too old, or were tried too often."""

    reason = "コードが合わないか、期限がすぎています。もう一度、はじめから送ってください。"


def ask(call: Standing, *, what: str, value: str, at: datetime) -> None:
    """Send one code to the old contact and one to the new."""
    if not call.is_checked or call.is_ended or call.party is None:
        raise NotChecked
    value, rule = _fitting(what, value), rules(on=at.date())
    with transaction.atomic():
        party_writes.lock(call.party)
        known = parties.particulars(call.party)
        midnight = tokyo.at(tokyo.in_tokyo(at).date(), time.min)
        if reads.changes_asked(call.party, since=midnight) >= rule["changes_a_day"]:
            raise TooMany
        places = _old(known, rule["sms_gateway"]), _place(what, value, rule["sms_gateway"])
        codes = _drawn(), _drawn()
        change = writes.ask_contact_change(
            call.id,
            party=call.party,
            what=what,
            value=value,
            digests=(_digest(call.id, codes[0]), _digest(call.id, codes[1])),
            at=at,
            valid_until=at + timedelta(minutes=rule["code_minutes"]),
        )
        for place, code in zip(places, codes, strict=True):
            said = words.code(what, code=code, minutes=rule["code_minutes"])
            one_trip.send(notices.mailing(said, key=f"code:{change}:{uuid4()}", to=place, at=at))


def confirm(call: Standing, *, old_code: str, new_code: str, at: datetime) -> None:
    """Compare both codes, write the try down, and correct the contact when both are right."""
    if not call.is_checked or call.is_ended or call.party is None:
        raise NotChecked
    with transaction.atomic():
        party_writes.lock(call.party)
        change = reads.change(call.id)
        if change is None or change.is_made or not _may_try(change, at=at):
            raise WrongCodes
        said = _digest(call.id, _digits(old_code)), _digest(call.id, _digits(new_code))
        good = said == (change.old_digest, change.new_digest)
        writes.note_contact_try(change.id, good=good, at=at)
        if good:
            _correct(call, change, party=call.party, at=at)
    if not good:
        raise WrongCodes


def _correct(call: Standing, change: Change, *, party: UUID, at: datetime) -> None:
    known = parties.particulars(party)
    one_trip.send(
        party_writes.noting(
            party,
            name=known.name,
            kana=known.kana,
            birthdate=known.birthdate.isoformat() if known.birthdate else "",
            representative=known.representative,
            address=known.address,
            email=change.value if change.what == "email" else known.email,
            phone=change.value if change.what == "phone" else known.phone,
            source=SOURCE,
            at=at,
        )
    )
    writes.note_act(call.id, kind="contact", words=words.KINDS[change.what], at=at)
    title, body = words.corrected(change.what)
    key, told = f"contact:{change.id}", words.mail(title, url=settings.PORTAL_URL)
    notices.tell(
        Telling(party=party, key=key, kind="contact", at=at, title=title, body=body, mail=told)
    )
    # The old address hears of it too: whoever still reads it can object.
    if change.what == "email" and known.email:
        one_trip.send(notices.mailing(told, key=f"{key}:old", to=known.email, at=at))


def _may_try(change: Change, *, at: datetime) -> bool:
    return at <= change.valid_until and change.tries < rules(on=at.date())["code_tries"]


def _fitting(what: str, value: str) -> str:
    if what == "phone":
        digits = search_keys.of_phone(value)
        if PHONE.fullmatch(digits):
            return digits
    elif what == "email" and MAIL.fullmatch(value.strip()):
        return value.strip()
    raise NoContact


def _old(known: Particulars, gateway: str) -> str:
    """Return where the code of the old contact goes: the mail known so far, else the phone."""
    if known.email:
        return known.email
    if not known.phone:
        raise NoOldContact
    return _place("phone", search_keys.of_phone(known.phone), gateway)


def _place(what: str, value: str, gateway: str) -> str:
    return f"{value}@{gateway}" if what == "phone" else value


def _drawn() -> str:
    return f"{secrets.randbelow(1_000_000):06d}"


def _digits(said: str) -> str:
    return search_keys.of_phone(said)


def _digest(call: UUID, code: str) -> str:
    return fingerprint.digest(f"{call}:{code}".encode())

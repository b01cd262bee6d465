"""波 — a mass letter leaves region by region; the next wave can be stopped."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from kyosai.basis import era, parameters, tokyo
from kyosai.basis.money import Yen
from kyosai.basis.refusal import Refused
from kyosai.procedures.letters.query import facts
from kyosai.records.contracts import reads as contracts
from kyosai.records.letters import packs
from kyosai.records.letters import writes as outbox
from kyosai.records.letters.packs import MassLetter
from kyosai.records.letters.writes import Draft
from kyosai.records.notices import contact
from kyosai.records.paid_before import reads as paid_before
from kyosai.records.parties import reads as parties
from kyosai.schemes import both
from kyosai.schemes.clocks import calendars

POSTAL_CODE = re.compile(r"〒?\s*([0-9]{2})[0-9]-?[0-9]{4}")
SCHEMES = {"skk": "小規模企業共済", "tosanboshi": "倒産防止共済"}
TITLE = "掛金の納付状況のお知らせ"
LEAD = (
    "これまでに納めた掛金のお知らせです。",
    "することはありません。数字が違うときだけ、電話してください。",
    "期限はありません。",
)


class AlreadyStarted(Refused):
    """This mass letter has been started today."""

    reason = "この一斉送付は、きょう始めています。進みぐあいを見てください。"


class NobodyToWrite(Refused):
    """Everybody of this scheme is told electronically."""

    reason = "紙で受け取る人がいません。一斉送付は始まりませんでした。"


class NoReason(Refused):
    """Whoever stops or goes on says why."""

    reason = "理由を書いてください。"


@dataclass(frozen=True)
class Due:
    """A wave whose time has come."""

    mailing: str
    wave: int
    regions: tuple[str, ...]


def start(scheme: str, *, officer: str, at: datetime) -> str:
    """Lay the yearly statement out for everybody of a scheme who is told on paper."""
    on = tokyo.in_tokyo(at).date()
    key = f"statement-{scheme}-{on.isoformat()}"
    with transaction.atomic(durable=True):
        if packs.mailing(key) is not None:
            raise AlreadyStarted
        drafts = [
            _statement(number, scheme=scheme, mailing=key, on=on, at=at)
            for number in contact.told_on_paper(scheme)
        ]
        if not drafts:
            raise NobodyToWrite
        title = f"{SCHEMES[scheme]} {TITLE}"
        outbox.start(key, title=title, planned=len(drafts), officer=officer, at=at)
        outbox.lay_out(drafts)
    return key


def turn(mailing: str, *, stop: bool, officer: str, words: str, at: datetime) -> None:
    """Stop the next wave of a mass letter, or let it go on, and say why."""
    if not words.strip():
        raise NoReason(field="words")
    with transaction.atomic(durable=True):
        outbox.switch(mailing, is_stopped=stop, officer=officer, words=words.strip(), at=at)


def due(*, at: datetime) -> list[Due]:
    """Return for each mass letter that is not stopped the wave whose day has come."""
    found = [_next(each, at=at) for each in packs.mailings() if not each.is_stopped]
    return [each for each in found if each is not None]


def _next(mailing: MassLetter, *, at: datetime) -> Due | None:
    """Return the next wave that has letters, once the one before it has been counted."""
    made = packs.of_mailing(mailing.key)
    if any(not each.is_answered and not each.refusal for each in made):
        return None
    done = {each.wave for each in made}
    wanted = packs.by_region(mailing.key)
    for number, wave in enumerate(plan(), start=1):
        if number in done or not any(wanted.get(region) for region in wave.regions):
            continue
        day = planned_on(mailing, wave=len(done) + 1)
        is_due = tokyo.in_tokyo(at).date() >= day
        return Due(mailing.key, number, wave.regions) if is_due else None
    return None


@dataclass(frozen=True)
class Wave:
    """The regions of one wave, by the first two digits of the postal code."""

    name: str
    regions: tuple[str, ...]


def plan() -> list[Wave]:
    """Return the waves in their order."""
    rows = parameters.table(__package__, "waves")["wave"]
    return [Wave(row["name"], tuple(row["regions"])) for row in rows]


def planned_on(mailing: MassLetter, *, wave: int) -> date:
    """Return the day from which a wave of a mass letter may be packed."""
    first = tokyo.in_tokyo(mailing.started_at).date()
    return calendars.office().add(first, (wave - 1) * facts()["days_between_waves"])


def region(address: str) -> str:
    """Return the first two digits of an address's postal code, or those of its prefecture."""
    written = POSTAL_CODE.match(address)
    if written:
        return written.group(1)
    known: dict[str, str] = parameters.table(__package__, "waves")["prefecture"]
    return next((digits for name, digits in known.items() if address.startswith(name)), "10")


def _statement(number: str, *, scheme: str, mailing: str, on: date, at: datetime) -> Draft:
    contract = contracts.standing(number)
    holder = parties.particulars(contract.party)
    paid = paid_before.history(number)
    months = sum(each.months for each in paid)
    total = sum((each.monthly_premium * each.months for each in paid), Yen(0))
    return Draft(
        key=f"{mailing}:{number}",
        kind="statement",
        title=TITLE,
        lead=LEAD,
        body=f"{era.on_screen(on)}までに受け取った掛金です。\n最新の数字は、いつでもサイトで見られます。",
        rows=_figures(number, scheme=scheme, months=months, total=total),
        at=at,
        party=contract.party,
        contract=number,
        mailing=mailing,
        region=region(holder.address),
    )


def _figures(number: str, *, scheme: str, months: int, total: Yen) -> Sequence[tuple[str, str]]:
    assert scheme in both.SCHEMES
    return (
        ("制度", SCHEMES[scheme]),
        ("契約者番号", number),
        ("納めた月数", f"{months}か月"),
        ("納めた掛金の合計", str(total)),
    )

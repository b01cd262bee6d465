"""氏名と住所 — a person's particulars as a page shows them: masked, unless unmasked."""

from uuid import UUID

from django.http import HttpRequest

from kyosai.basis import era
from kyosai.doors.back_office import words
from kyosai.doors.back_office.holders import looks
from kyosai.records.parties import reads as parties
from kyosai.records.parties.reads import Particulars

MASK = words.HIDDEN * 4


def rows(request: HttpRequest, party: UUID) -> list[tuple[str, str]]:
    """Return label and value of each particular."""
    known = parties.particulars(party)
    return told(known, unmasked=looks.unmasked_until(request, party) is not None)


def told(known: Particulars, *, unmasked: bool) -> list[tuple[str, str]]:
    """Return particulars that somebody has read already, masked or not."""
    return _open(known) if unmasked else _masked(known)


def name(request: HttpRequest, party: UUID) -> str:
    """Return the name for a heading."""
    known = parties.particulars(party)
    return known.name if looks.unmasked_until(request, party) else words.masked(known.name)


def _open(known: Particulars) -> list[tuple[str, str]]:
    return _without_blanks(
        ("氏名", known.name),
        ("フリガナ", known.kana),
        ("代表者", known.representative),
        ("生年月日", _birthday(known)),
        ("住所", known.address),
        ("メールアドレス", known.email),
        ("電話番号", known.phone),
    )


def _masked(known: Particulars) -> list[tuple[str, str]]:
    return _without_blanks(
        ("氏名", words.masked(known.name)),
        ("フリガナ", words.masked(known.kana)),
        ("代表者", words.masked(known.representative)),
        ("生年月日", words.birth_year(known.birthdate) if known.birthdate else ""),
        ("住所", words.masked_place(known.address)),
        ("メールアドレス", MASK),
        ("電話番号", MASK + known.phone[-3:] if known.phone else "—"),
    )


def _birthday(known: Particulars) -> str:
    if known.birthdate is None:
        return ""
    return f"{words.on(known.birthdate)}・{era.on_paper(known.birthdate)}"


def _without_blanks(*rows: tuple[str, str]) -> list[tuple[str, str]]:
    """Leave out what a company does not have, or a person."""
    return [row for row in rows if row[1]]

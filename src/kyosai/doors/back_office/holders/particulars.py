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
    return _open(known) if looks.unmasked_until(request, party) else _masked(known)


def name(request: HttpRequest, party: UUID) -> str:
    """Return the name for a heading."""
    known = parties.particulars(party)
    return known.name if looks.unmasked_until(request, party) else words.masked(known.name)


def _open(known: Particulars) -> list[tuple[str, str]]:
    birthday = f"{words.on(known.birthdate)}・{era.on_paper(known.birthdate)}"
    return [
        ("氏名", known.name),
        ("フリガナ", known.kana),
        ("生年月日", birthday),
        ("住所", known.address),
        ("メールアドレス", known.email),
        ("電話番号", known.phone),
    ]


def _masked(known: Particulars) -> list[tuple[str, str]]:
    return [
        ("氏名", words.masked(known.name)),
        ("フリガナ", words.masked(known.kana)),
        ("生年月日", words.birth_year(known.birthdate)),
        ("住所", words.masked_place(known.address)),
        ("メールアドレス", MASK),
        ("電話番号", MASK + known.phone[-3:] if known.phone else "—"),
    ]

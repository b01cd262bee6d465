"""支払決定通知書・源泉徴収票 — one page of figures with a lead, rows and notes."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kyosai.basis import era
from kyosai.formats.paper import glyphs, press

TEMPLATE, BOUND = "decision.typ", "decisions.typ"


@dataclass(frozen=True)
class Decision:
    """What the page says: three lines first, then groups of rows, then what follows from it."""

    title: str
    number: str
    holder: str
    address: str
    lead: Sequence[str]
    groups: Sequence[tuple[str, Sequence[tuple[str, str]]]]
    notes: Sequence[str]
    issued_on: date
    issuer: str
    is_sample: bool = False
    honorific: str = "様"


def written(decision: Decision) -> bytes:
    """Return the PDF; the same decision gives the same bytes."""
    values = {
        "title": decision.title,
        "number": decision.number,
        "holder": f"{glyphs.printable(decision.holder)[0]}　{decision.honorific}",
        "address": glyphs.printable(decision.address)[0],
        "lead": _listed(decision.lead),
        "groups": json.dumps(_groups(decision), ensure_ascii=False),
        "notes": _listed(decision.notes),
        "issued": _issued(decision),
        "issuer": decision.issuer,
        "sample": "yes" if decision.is_sample else "no",
    }
    return press.page(TEMPLATE, values, made_on=decision.issued_on)


def bound(decisions: Sequence[Decision]) -> bytes:
    """Return one PDF of many decisions of one kind and day, a page each, for a printer.

    What costs is the font, and it is set once.
    """
    first = decisions[0]
    values = {
        "title": first.title,
        "issuer": first.issuer,
        "sample": "yes" if first.is_sample else "no",
        "pages": json.dumps([_page(each) for each in decisions], ensure_ascii=False),
    }
    return press.page(BOUND, values, made_on=first.issued_on)


def _page(decision: Decision) -> dict[str, object]:
    return {
        "number": decision.number,
        "holder": glyphs.printable(decision.holder)[0],
        "address": glyphs.printable(decision.address)[0],
        "issued": _issued(decision),
        "lead": _plain(decision.lead),
        "groups": _groups(decision),
        "notes": _plain(decision.notes),
    }


def _groups(decision: Decision) -> list[dict[str, object]]:
    return [{"name": name, "rows": [_plain(row) for row in rows]} for name, rows in decision.groups]


def _issued(decision: Decision) -> str:
    return f"{era.on_paper(decision.issued_on)}（{decision.issued_on.year}年）　発行"


def _listed(lines: Sequence[str]) -> str:
    return json.dumps(_plain(lines), ensure_ascii=False)


def _plain(texts: Sequence[str]) -> list[str]:
    return [glyphs.printable(text)[0] for text in texts]

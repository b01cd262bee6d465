"""紙の受入れ — keep what was scanned, open its case, and lay its boxes out to be read.

The promise counts from the day the paper was stamped, as an online filing's does from its sending.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction

from kyosai.basis import identifiers
from kyosai.basis.refusal import Refused
from kyosai.casework import actions as casework
from kyosai.casework.actions import Line, Opening
from kyosai.formats.forms import template
from kyosai.formats.forms.template import Form
from kyosai.procedures.paper import sheet as sheets
from kyosai.procedures.paper.flow import CLASSIFY, FORM, READ
from kyosai.procedures.paper.sheet import Sheet
from kyosai.records import serials
from kyosai.records.documents import reads as documents
from kyosai.records.documents import writes as keep
from kyosai.records.keying import writes as keying
from kyosai.records.keying.writes import Snippet
from kyosai.schemes.clocks import promises

PROCEDURE = "enrolment"  # A change is done at once when it is read: until then, as a filing.
OF_PAPER = ":form"  # The filing itself bears the receipt; its paper is a case beside it.
PAGE, PAPER = "paper_form", "paper_beside"
NOBODY = UUID(int=0)  # Whose form it is turns out when it is read.
KEY = 40


class TakenIn(Refused):
    """The same scan, byte for byte, was taken in before."""

    reason = "この画像は、すでに受け入れています。別の紙なら、もう一度スキャンしてください。"


@dataclass(frozen=True)
class Scanned:
    """A file rebuilt from its pixels."""

    content: bytes
    media: str
    pages: int
    filename: str


@dataclass(frozen=True)
class Arrival:
    """One form as it came: the rebuilt page, what lay beside it, and what its square says.

    ``original`` is the digest of the scan before it was rebuilt; ``boxes`` are its cut-outs.
    """

    page: Scanned
    papers: tuple[Scanned, ...]
    original: str
    code: str
    boxes: Mapping[str, bytes]
    received_at: datetime


def take_in(arrival: Arrival, *, officer: str, at: datetime) -> str:
    """Keep a form and open its case; return the case's number. Taken in twice, it is refused."""
    person = uuid4()
    form = _form(arrival.code)
    with transaction.atomic(durable=True):
        if documents.issued(PAGE, number=arrival.original[:KEY]):
            raise TakenIn
        page = kept(arrival.page, person=person, kind=PAGE, number=arrival.original[:KEY], at=at)
        papers = tuple(kept(each, person=person, at=at) for each in arrival.papers)
        receipt = identifiers.lettered_number("P", serials.next_serial("case_serial"))
        made = Sheet(str(person), page, papers, arrival.received_at, receipt, form, {})
        number = casework.open(_opening(made, officer=officer, at=at))
        if form:
            lay_out(number, form=form, boxes=arrival.boxes, received_at=arrival.received_at)
    return number


def lay_out(case: str, *, form: Form, boxes: Mapping[str, bytes], received_at: datetime) -> None:
    """Lay the boxes of a form out for two companies to read; those of the desk stay in."""
    snippets = [
        Snippet(box.name, box.side, box.label, box.hint, shape_of(box), boxes[box.name])
        for box in form.read
    ]
    due_at = promises.promise(PROCEDURE, received_at=received_at).due_at
    keying.place(case, snippets, title=form.short, due_at=due_at)


def shape_of(box: template.Box) -> str:
    """Return how an answer is written, with the number of choices where there are any."""
    return f"{box.shape}:{len(box.choices)}" if box.choices else box.shape


def _form(code: str) -> Form | None:
    try:
        return template.coded(code)
    except template.UnknownForm:
        return None


def kept(each: Scanned, *, person: UUID, at: datetime, kind: str = PAPER, number: str = "") -> str:
    """Keep a rebuilt file for a form; return its use by id."""
    use = uuid4()
    keep.keep(
        each.content,
        person=person,
        kind=kind,
        filename=each.filename,
        media=each.media,
        at=at,
        use=use,
        number=number,
        pages=each.pages,
    )
    return str(use)


def _opening(made: Sheet, *, officer: str, at: datetime) -> Opening:
    step = READ if made.form else CLASSIFY
    title = made.form.short if made.form else "様式のわからない紙"
    return Opening(
        number=casework.new_number(),
        flow=FORM,
        step=step,
        subject=NOBODY,
        receipt=f"{made.receipt}{OF_PAPER}",
        received_at=made.received_at,
        opened_on=at.date(),
        due_at=promises.promise(PROCEDURE, received_at=made.received_at).due_at,
        at=at,
        filing=sheets.written(made),
        lines=[Line(step, "received", f"{title}を受け入れました。", officer)],
    )

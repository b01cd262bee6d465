"""受入れ — one form and what lay beside it, from files nobody may trust to a case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from kyosai.basis import fingerprint, tokyo
from kyosai.basis.refusal import Refused
from kyosai.doors import today
from kyosai.formats.forms import template
from kyosai.formats.forms.template import Form
from kyosai.procedures.paper import classify, reconcile, take_in
from kyosai.procedures.paper.take_in import Arrival, Scanned
from kyosai.wires.cleaning import cleaner
from kyosai.wires.scanning import scanner
from kyosai.wires.scanning.scanner import Scan

STAMPED_AT = time(12)  # A paper of an earlier day counts from that day's noon, before its cut-off.
MOST_PAPERS = 9


class InTheFuture(Refused):
    """A paper cannot have been stamped later than today."""

    reason = "届いた日は、今日かその前の日にしてください。"


@dataclass(frozen=True)
class File:
    """A file as somebody handed it over."""

    content: bytes
    filename: str


def take(files: Sequence[File], *, stamped_on: date, officer: str, at: datetime) -> str:
    """Take in one form, the first of the files, with the papers beside it; return its case."""
    received_at = _received_at(stamped_on, at=at)
    page, *papers = [rebuilt(each) for each in files[: MOST_PAPERS + 1]]
    scan = scanned(page.content)
    arrival = Arrival(
        page=page,
        papers=tuple(papers),
        original=fingerprint.digest(files[0].content),
        code=scan.code if scan.layout else "",
        boxes=scan.boxes,
        received_at=received_at,
    )
    return take_in.take_in(arrival, officer=officer, at=at)


def take_more(receipt: str, files: Sequence[File], *, officer: str, at: datetime) -> str:
    """Take in what was asked for by letter, under the receipt of its form; return the case."""
    papers = [rebuilt(each) for each in files[:MOST_PAPERS]]
    return reconcile.papers_came(receipt, papers=papers, officer=officer, at=at)


def classified(case: str, *, content: bytes, form: Form, officer: str) -> None:
    """Cut a page as the form a person says it is, and send it to be read."""
    scan = scanned(content, layout=form.code)
    classify.classify(case, form=form, boxes=scan.boxes, officer=officer, at=today.now())


def _received_at(stamped_on: date, *, at: datetime) -> datetime:
    now = tokyo.in_tokyo(at)
    if stamped_on > now.date():
        raise InTheFuture
    return at if stamped_on == now.date() else tokyo.at(stamped_on, STAMPED_AT)


def rebuilt(file: File) -> Scanned:
    """Return a file made anew from its pixels, or refuse it."""
    made = cleaner.rebuild(file.content, filename=file.filename)
    return Scanned(made.content, made.media, made.pages, made.filename)


def scanned(content: bytes, *, layout: str = "") -> Scan:
    """Return what a rebuilt page shows: its square and its boxes."""
    marks = [(mark.x, mark.y, mark.size) for mark in template.marks()]
    return scanner.scan(content, marks=marks, layouts=_layouts(), layout=layout)


def _layouts() -> Mapping[str, scanner.Boxes]:
    return {
        form.code: {box.name: box.at for box in form.boxes} for form in template.every_version()
    }

"""不一致の裁定 — a supervisor settles one box at a time, or finds that only the holder can."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kyosai.basis.refusal import Refused
from kyosai.casework import actions as casework
from kyosai.casework import reads as casefile
from kyosai.casework.models import Case
from kyosai.formats.forms import values
from kyosai.procedures.paper import letter, settle, take_in
from kyosai.procedures.paper import sheet as sheets
from kyosai.procedures.paper.flow import ASK, CONFIRM, FORM, RECONCILE
from kyosai.procedures.paper.sheet import Sheet
from kyosai.procedures.paper.take_in import Scanned
from kyosai.records.keying import writes as keying


class NotOpen(Refused):
    """The box was settled in the meantime."""

    reason = "この項目は、もう決まっています。画面を開き直してください。"


class UnknownReceipt(Refused):
    """No form of that number waits for an answer."""

    reason = "この受付番号の申込書はありません。手紙の番号をもう一度見てください。"


def decide(case: str, *, box: str, value: str, officer: str, at: datetime) -> None:
    """Settle one box that two companies read differently."""
    with transaction.atomic(durable=True):
        file = casework.take(FORM, number=case, step=RECONCILE, officer=officer)
        sheet = _settled(file, box=box, value=value)
        label = _label(sheet, box)
        if sheet.open_boxes():
            casework.write(file, outcome="decided", officer=officer, at=at, words=label)
            return
        settle.go_on(file, sheet, outcome="decided", officer=officer, at=at, words=label)


def ask(case: str, *, officer: str, at: datetime) -> str:
    """Ask the holder about every box still open; return the number of the letter."""
    with transaction.atomic(durable=True):
        file = casework.take(FORM, number=case, step=RECONCILE, officer=officer)
        sheet = sheets.of(file)
        assert sheet.form is not None
        labels = [sheet.form.box(name).label for name in sheet.open_boxes()]
        return letter.ask(file, sheet, about=labels, officer=officer, at=at)


def answer(case: str, *, box: str, value: str, officer: str, at: datetime) -> None:
    """Write down what the holder answered; with the last answer the promise runs again."""
    with transaction.atomic(durable=True):
        file = casework.take(FORM, number=case, step=ASK, officer=officer)
        sheet = _settled(file, box=box, value=value)
        words = f"本人の答え：{_label(sheet, box)}"
        if sheet.open_boxes():
            casework.write(file, outcome="answered", officer=officer, at=at, words=words)
        else:
            _goes_on(file, words=words, officer=officer, at=at)


def papers_came(receipt: str, *, papers: Sequence[Scanned], officer: str, at: datetime) -> str:
    """Lay papers that were asked for beside their form; return its case. The desk looks again."""
    found = casefile.filed_under(f"{receipt}{take_in.OF_PAPER}")
    if found is None or casefile.case(found["number"]).flow != FORM.name:
        raise UnknownReceipt
    with transaction.atomic(durable=True):
        file = casework.take(FORM, number=found["number"], step=ASK, officer=officer)
        sheet = sheets.of(file)
        uses = [take_in.kept(each, person=UUID(sheet.person), at=at) for each in papers]
        sheet = replace(sheet, papers=(*sheet.papers, *uses))
        casework.refile(file, filing=sheets.written(sheet))
        words = f"本人の返事（書類{len(uses)}件）が届きました。"
        if sheet.open_boxes():
            casework.write(file, outcome="answered", officer=officer, at=at, words=words)
        else:
            _goes_on(file, words=words, officer=officer, at=at)
    return file.number


def _goes_on(file: Case, *, words: str, officer: str, at: datetime) -> None:
    letter.answered(file, at=at)
    casework.move_on(
        file, flow=FORM, to=CONFIRM, outcome="answered", officer=officer, at=at, words=words
    )
    keying.forget(file.number)


def _settled(file: Case, *, box: str, value: str) -> Sheet:
    sheet = sheets.of(file)
    if box not in sheet.open_boxes():
        raise NotOpen
    assert sheet.form is not None
    sheet = sheet.valued({box: values.of_box(value, sheet.form.box(box))})
    casework.refile(file, filing=sheets.written(sheet))
    return sheet


def _label(sheet: Sheet, box: str) -> str:
    assert sheet.form is not None
    return f"「{sheet.form.box(box).label}」を決めました。"

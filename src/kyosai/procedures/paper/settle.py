"""照合 — what two companies read alike is settled; what they read otherwise goes to a person."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from kyosai.casework import actions as casework
from kyosai.casework.models import Case
from kyosai.procedures.paper import sheet as sheets
from kyosai.procedures.paper.flow import CONFIRM, FORM, READ, RECONCILE
from kyosai.procedures.paper.sheet import Sheet
from kyosai.records.keying import reads as keying
from kyosai.records.keying import writes
from kyosai.records.keying.reads import Reading


def settle_read(*, at: datetime) -> int:
    """Settle every form that both companies have read whole; return how many."""
    count = 0
    for case in keying.ready():
        try:
            with transaction.atomic(durable=True):
                _settle(case, at=at)
            count += 1
        except casework.AlreadyMovedOn:
            continue  # Settled already; its open boxes are with a person.
    return count


def _settle(case: str, *, at: datetime) -> None:
    file = casework.take(FORM, number=case, step=READ, officer="")
    read = keying.readings(case)
    agreed = {field: both[0].value for field, both in read.items() if are_alike(both)}
    sheet = sheets.of(file).valued(agreed)
    casework.refile(file, filing=sheets.written(sheet))
    go_on(file, sheet, outcome="read", officer="", at=at, words=_words(sheet))


def are_alike(both: Sequence[Reading]) -> bool:
    """Tell whether two companies read the same."""
    companies = {each.company for each in both}
    is_read = not any(each.is_unreadable for each in both)
    return len(companies) == 2 and is_read and len({each.value for each in both}) == 1


def go_on(
    file: Case, sheet: Sheet, *, outcome: str, officer: str, at: datetime, words: str
) -> None:
    """Send a form on: to the desk when every box is known, and then its cut-outs are destroyed."""
    to = RECONCILE if sheet.open_boxes() else CONFIRM
    casework.move_on(file, flow=FORM, to=to, outcome=outcome, officer=officer, at=at, words=words)
    if to == CONFIRM:
        writes.forget(file.number)


def _words(sheet: Sheet) -> str:
    assert sheet.form is not None
    boxes, left = len(sheet.form.read), len(sheet.open_boxes())
    differ = f"{left}項目が一致しませんでした。" if left else "すべて一致しました。"
    return f"二つの会社が{boxes}項目を読みました。{differ}"

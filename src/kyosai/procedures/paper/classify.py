"""様式の分類 — a person says which form a page without a square is."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from kyosai.casework import actions as casework
from kyosai.formats.forms.template import Form
from kyosai.procedures.paper import sheet as sheets
from kyosai.procedures.paper import take_in
from kyosai.procedures.paper.flow import CLASSIFY, FORM, READ


def classify(
    case: str, *, form: Form, boxes: Mapping[str, bytes], officer: str, at: datetime
) -> None:
    """Send a page to be read as the form a person says it is."""
    with transaction.atomic(durable=True):
        file = casework.take(FORM, number=case, step=CLASSIFY, officer=officer)
        sheet = replace(sheets.of(file), form=form)
        casework.refile(file, filing=sheets.written(sheet))
        take_in.lay_out(case, form=form, boxes=boxes, received_at=sheet.received_at)
        casework.move_on(
            file,
            flow=FORM,
            to=READ,
            outcome="classified",
            officer=officer,
            at=at,
            words=f"{form.title}と分類しました。",
        )

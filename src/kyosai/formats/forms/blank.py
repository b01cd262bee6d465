"""白紙の様式 — the form to print and fill in, its boxes where the template says."""

import json
from io import BytesIO

import segno

from kyosai.formats.forms import template
from kyosai.formats.forms.template import Form
from kyosai.formats.paper import press


def written(form: Form, *, is_sample: bool = False) -> bytes:
    """Return the PDF; the same version gives the same bytes, today and in ten years."""
    boxes = [
        {"label": box.label, "hint": box.hint, "at": list(box.at), "own": box.side == "desk"}
        for box in form.boxes
    ]
    squares = [
        {"at": [mark.x, mark.y, mark.size], "svg": _square(f"{form.code} {place}")}
        for place, mark in enumerate(template.marks(), start=1)
    ]
    values = {
        "title": form.title,
        "code": form.code,
        "boxes": json.dumps(boxes, ensure_ascii=False),
        "squares": json.dumps(squares),
        "notes": json.dumps(form.notes, ensure_ascii=False),
        "sample": "yes" if is_sample else "no",
    }
    return press.page("form.typ", values, made_on=form.since)


def _square(text: str) -> str:
    drawn = BytesIO()
    segno.make(text, error="m", micro=False).save(
        drawn, kind="svg", border=0, xmldecl=False, svgclass=None, lineclass=None
    )
    return drawn.getvalue().decode()

"""書き表し方 — dates, yen and form fields as our pages write them."""

from datetime import date, datetime
from typing import Any

from django import forms, template
from django.forms import BoundField

from kyosai.basis import era, tokyo
from kyosai.basis.money import Yen

register = template.Library()
GROUPED = ("radio", "checkboxes", "parts", "checkbox")


@register.filter
def yen(amount: int | Yen | str | None) -> str:
    """Write 30,000円."""
    if amount is None or amount == "":
        return ""
    return str(amount if isinstance(amount, Yen) else Yen(int(amount)))


@register.filter
def day(value: date | str | None) -> str:
    """Write 2026年10月6日（火）; texts from messages are ISO days."""
    if not value:
        return ""
    if isinstance(value, str):
        value = date.fromisoformat(value[:10])
    return era.on_screen(value)


@register.filter
def day_in_era(value: date | str | None) -> str:
    """Write 1984年5月5日（昭和59年）."""
    if not value:
        return ""
    known = date.fromisoformat(value[:10]) if isinstance(value, str) else value
    name, year = era.era_year(known)
    written = "元" if year == 1 else year
    return f"{known.year}年（{name}{written}年）{known.month}月{known.day}日"


@register.filter
def month(value: str | None) -> str:
    """Write 2026年10月 for the month 2026-10."""
    return f"{int(value[:4])}年{int(value[5:7])}月" if value else ""


@register.filter
def short_day(value: date | str | None) -> str:
    """Write 10月19日（月）, where the year stands nearby."""
    return day(value).partition("年")[2]


@register.filter
def moment(value: datetime | str | None) -> str:
    """Write 2026年12月9日（水）16:00."""
    if not value:
        return ""
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    local = tokyo.in_tokyo(value)
    return f"{era.on_screen(local.date())}{local:%H:%M}"


@register.filter
def left(seconds: int) -> str:
    """Write あと16日19時間46分."""
    minutes = max(0, int(seconds)) // 60
    days, hours = minutes // 1440, minutes // 60 % 24
    if minutes == 0:
        return "まもなく締切です"
    said = f"{days}日" if days else ""
    said += f"{hours}時間" if days or hours else ""
    return f"あと{said}{minutes % 60}分"


@register.inclusion_tag("look/parts/field.html")
def field(bound: BoundField, headline: bool = False) -> dict[str, Any]:
    """Draw one form field: label or legend, support text, error text, control."""
    about = bound.field
    kind = _kind(about)
    described = [f"{bound.auto_id}-support"] if bound.help_text else []
    described += [f"{bound.auto_id}-error"] if bound.errors else []
    return {
        "bound": bound,
        "headline": headline,
        "kind": kind,
        "grouped": kind in GROUPED,
        "required": about.required,
        "described": " ".join(described),
        "choices": list(_choices(bound)) if kind in ("radio", "checkboxes", "select") else [],
        "parts": about.widget.parts(bound) if kind == "parts" else [],
        **{name: getattr(about, name, "") for name in DETAILS},
    }


DETAILS = (
    "why",
    "need",
    "unit",
    "width",
    "inputmode",
    "autocomplete",
    "statement",
    "accept",
    "multiple",
    "across",
)


def _kind(about: forms.Field) -> str:
    widget = about.widget
    for shape, kind in (
        (forms.RadioSelect, "radio"),
        (forms.CheckboxSelectMultiple, "checkboxes"),
        (forms.Select, "select"),
        (forms.CheckboxInput, "checkbox"),
        (forms.FileInput, "file"),
    ):
        if isinstance(widget, shape):
            return kind
    return "parts" if hasattr(widget, "parts") else str(getattr(widget, "input_type", "text"))


def _choices(bound: BoundField) -> Any:
    """Yield the choices of a field; a label may be a pair of label and note."""
    chosen = bound.value()
    several = chosen if isinstance(chosen, (list, tuple)) else [chosen]
    checked = {str(value) for value in several if value is not None}
    notes = getattr(bound.field, "notes", {})
    shape = "checkbox" if isinstance(bound.field.widget, forms.CheckboxSelectMultiple) else "radio"
    for place, (value, label) in enumerate(bound.field.choices):  # type: ignore[attr-defined]
        yield {
            "id": f"{bound.auto_id}_{place}",
            "type": shape,
            "value": value,
            "label": label,
            "note": notes.get(value, ""),
            "checked": str(value) in checked,
        }

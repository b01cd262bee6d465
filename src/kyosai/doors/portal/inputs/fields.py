"""入力欄 — form fields that convert instead of complaining, and say how to put things right."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from kyosai.basis import era
from kyosai.doors.portal.inputs import writing

ODD = "使えない文字が入っています。その文字を消して、入力し直してください。"
CALENDARS = (("ad", "西暦"), *((name, name) for name, _ in era.ERAS[:3]))


def told(field: forms.Field, **words: Any) -> Any:
    """Return the field with words for the page: why, unit, width, inputmode, statement, short."""
    for name, value in words.items():
        setattr(field, name, value)
    return field


class Text(forms.CharField):
    """One line of text; what it becomes and whether it fits are functions."""

    def __init__(
        self,
        label: str,
        *,
        ask: str,
        wrong: str = "",
        becomes: Callable[[str], str] = writing.line,
        fits: Callable[[str], bool] = bool,
        longest: int = 60,
        **named: Any,
    ) -> None:
        super().__init__(label=label, error_messages={"required": ask}, **named)
        self.becomes, self.fits, self.wrong, self.longest = becomes, fits, wrong or ask, longest

    def to_python(self, value: Any) -> str:
        """Return the text in its one form."""
        text = super().to_python(value) or ""
        if writing.has_odd_characters(text):
            raise ValidationError(ODD)
        return self.becomes(text[:2000])

    def validate(self, value: str) -> None:
        """Refuse what is missing, too long or does not fit."""
        super().validate(value)
        if len(value) > self.longest:
            raise ValidationError(f"{self.longest}文字までにしてください。")
        if value and not self.fits(value):
            raise ValidationError(self.wrong)


class Number(Text):
    """A whole number in digits of any width."""

    def __init__(self, label: str, *, ask: str, lowest: int, highest: int, **named: Any) -> None:
        self.lowest, self.highest = lowest, highest
        super().__init__(label, ask=ask, becomes=writing.amount, fits=self._fits, **named)

    def _fits(self, text: str) -> bool:
        if not (text.isascii() and text.isdigit() and len(text) <= 9):
            return False
        return self.lowest <= int(text) <= self.highest

    def clean(self, value: Any) -> Any:
        """Return the number itself."""
        text = super().clean(value)
        return int(text) if text else None


class Buttons(forms.RadioSelect):
    """Radio buttons; an error leads to the first of them."""

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """Return the id of one button."""
        return super().id_for_label(id_, index or "0")


class Choice(forms.ChoiceField):
    """One of a few, shown as radio buttons."""

    def __init__(
        self, label: str, *, choices: Sequence[tuple[str, str]], ask: str, **named: Any
    ) -> None:
        messages = {"required": ask, "invalid_choice": ask}
        super().__init__(
            label=label, choices=choices, widget=Buttons, error_messages=messages, **named
        )


class Statement(forms.BooleanField):
    """A sentence the person confirms."""

    def __init__(self, label: str, *, statement: str, ask: str, why: str = "") -> None:
        super().__init__(label=label, error_messages={"required": ask})
        self.statement, self.why = statement, why


class DateBoxes(forms.Widget):
    """Calendar, year, month and day, each in its own box."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> tuple[str, ...]:
        """Return the four texts."""
        return tuple(str(data.get(f"{name}_{part}", "")) for part in ("era", "y", "m", "d"))

    def parts(self, bound: forms.BoundField) -> list[dict[str, Any]]:
        """Return the boxes for the page."""
        value = bound.value()
        if isinstance(value, str) and value:
            known = date.fromisoformat(value)
            value = ("ad", str(known.year), str(known.month), str(known.day))
        calendar, *numbers = value or ("ad", "", "", "")
        first = {"name": f"{bound.html_name}_era", "id": bound.auto_id, "label": "西暦・和暦"}
        boxes = zip(
            (("y", "年", "chars-4"), ("m", "月", "chars-2"), ("d", "日", "chars-2")),
            numbers,
            strict=True,
        )
        return [
            {**first, "options": CALENDARS, "value": calendar},
            *(
                {
                    "name": f"{bound.html_name}_{part}",
                    "id": f"{bound.auto_id}_{part}",
                    "label": label,
                    "width": width,
                    "value": number,
                }
                for (part, label, width), number in boxes
            ),
        ]


class Day(forms.Field):
    """A day in 西暦 or 和暦, kept as an ISO text."""

    widget = DateBoxes

    def __init__(self, label: str, *, ask: str, not_after: Callable[[], date], **named: Any):
        super().__init__(label=label, error_messages={"required": ask}, **named)
        self.ask, self.not_after = ask, not_after

    def clean(self, value: Any) -> str:
        """Return the ISO text of the day, or refuse with what to do."""
        calendar, *texts = value
        numbers = [writing.digits(text[:20].replace("元", "1")) for text in texts]
        if not any(numbers):
            if self.required:
                raise ValidationError(self.ask)
            return ""
        if not all(n.isascii() and n.isdigit() and len(n) <= 4 for n in numbers):
            raise ValidationError("年・月・日を、それぞれ数字で入力してください。")
        found = _day(calendar, *map(int, numbers))
        if found > self.not_after():
            raise ValidationError("今日までの日付を入力してください。")
        return found.isoformat()


def _day(calendar: str, year: int, month: int, number: int) -> date:
    try:
        found = (
            date(year, month, number)
            if calendar == "ad"
            else era.from_era(calendar, year, month, number)
        )
        era.era_year(found)
    except (ValueError, KeyError, OverflowError):
        raise ValidationError("この日付はありません。年・月・日を確かめてください。") from None
    return found

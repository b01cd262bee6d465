"""カード — whom the person at the page plays, and whether the card opens."""

import re
from collections.abc import Mapping
from datetime import date

from outside_world import people
from outside_world.people import Person

OWN = "own"


class CardRefused(Exception):
    """The card cannot be read as filled in; the page says why."""


def tapped(form: Mapping[str, str]) -> Person:
    """Return the person whose card was tapped with the right PIN, or say what is wrong."""
    person = chosen(form)
    pin = form.get("pin", "")
    if not (len(pin) == 4 and pin.isascii() and pin.isdigit()):
        raise CardRefused("暗証番号は数字4桁で入れてください。")
    if pin == "0000":
        raise CardRefused("暗証番号がちがいます。もう一度入れてください。")
    return person


def chosen(form: Mapping[str, str]) -> Person:
    """Return the person whose card is used, before any PIN."""
    key = form.get("person", "")
    person = _own(form) if key == OWN else people.everybody().get(key)
    if person is None:
        raise CardRefused("だれのカードを使うか選んでください。")
    return person


def _own(form: Mapping[str, str]) -> Person:
    name, address = form.get("name", "").strip(), form.get("address", "").strip()
    if not (0 < len(name) <= 100 and 0 < len(address) <= 200):
        raise CardRefused("名前と住所を入れてください。")
    if form.get("gender") not in ("1", "2"):
        raise CardRefused("性別を選んでください。")
    return Person(
        OWN,
        name,
        "",
        _birthdate(form.get("birthdate", "")),
        form["gender"],
        address,
        "自分で入れた人",
    )


def _birthdate(text: str) -> str:
    try:
        return date.fromisoformat(re.sub(r"^(\d{4})(\d\d)(\d\d)$", r"\1-\2-\3", text)).isoformat()
    except ValueError:
        raise CardRefused("生年月日は 1980-04-01 のように入れてください。") from None

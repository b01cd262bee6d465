"""様式 — what may stand in a box, and boxes that stand where they are printed and written in."""

from datetime import date
from itertools import pairwise

import pytest

from kyosai.basis.refusal import Refused
from kyosai.formats.forms import template, values
from outside_world.scanner import writing

ON = date(2026, 10, 20)
READ = [
    ("text", "見本　 紙子", "見本 紙子"),
    ("text", "架空町９−８ー７", "架空町9-8-7"),
    ("kana", "みほん　カミコ", "ミホン カミコ"),
    ("date", "１９７２年０３月０５日", "1972-03-05"),
    ("yen", "３０，０００円", "30000"),
    ("phone", "03-0000-0099", "0300000099"),
    ("marks", "１１１０１", "11101"),
    ("choice", "５", "5"),
    ("contract", "0000123-45", ""),
    ("date", "19720230", ""),
    ("date", "720305", ""),
    ("yen", "三万", ""),
    ("yen", "-5000", ""),
    ("kana", "見本", ""),
    ("choice", "0", ""),
    ("marks", "1111", ""),
    ("phone", "119", ""),
    ("text", " ", ""),
]


@pytest.mark.parametrize(("shape", "typed", "plain"), READ, ids=lambda each: str(each) or "—")
def test_a_reading_has_one_way_of_writing_or_is_refused(shape: str, typed: str, plain: str) -> None:
    if plain:
        assert values.plain(typed, shape=shape) == plain
    else:
        with pytest.raises(Refused):
            values.plain(typed, shape=shape)


@pytest.mark.parametrize("form", template.forms(on=ON), ids=lambda form: form.key)
def test_boxes_stand_on_the_page_apart_and_people_write_inside_them(form: template.Form) -> None:
    boxes = [box.at for box in form.boxes]
    lines = writing.sheets()[form.key].lines

    assert all(x >= 0 and x + wide <= 210 and y + high <= 297 for x, y, wide, high in boxes)
    assert all(one[1] + one[3] <= two[1] for one, two in pairwise(boxes))
    assert set(lines) == {box.name for box in form.boxes}
    for box in form.boxes:
        x, y = lines[box.name]["at"]
        left, top, wide, high = box.at
        assert left < x < left + wide and top < y < top + high, box.name


def test_no_box_shows_both_who_and_how_much() -> None:
    sides = {box.side for form in template.forms(on=ON) for box in form.boxes}

    assert sides == {"person", "money", "desk"}
    assert all(
        form.box(name).side == "desk"
        for form in template.forms(on=ON)
        for name in ("signature", "account")
        if any(box.name == name for box in form.boxes)
    )


def test_a_code_of_no_form_is_refused() -> None:
    with pytest.raises(template.UnknownForm):
        template.coded("KYOSAI skk-999 2026-10-01 1")

"""紙の読み取り — crooked, upside down, without a square, or no picture at all."""

from io import BytesIO

import pytest
from PIL import Image

from kyosai.formats.forms import template
from kyosai.wires.cleaning import refusals
from kyosai.wires.scanning import scanner
from tests.procedures.paper import scans
from tests.wires import hostile_files as files

MARKS = [(mark.x, mark.y, mark.size) for mark in template.marks()]
BOXES = {box.name: box.at for box in scans.form().boxes}


def read(content: bytes, layout: str = "") -> scanner.Scan:
    return scanner.scan(content, marks=MARKS, layouts={scans.form().code: BOXES}, layout=layout)


def ink(picture: bytes) -> int:
    """Count the dark points well inside a cut-out."""
    shown = Image.open(BytesIO(picture)).convert("L")
    wide, high = shown.size
    inside = shown.crop((20, 16, wide - 20, high - 16))
    return sum(inside.histogram()[:128])


@pytest.mark.parametrize("lean", [0.0, 3.0, 180.0])
def test_every_box_is_cut_where_somebody_wrote_however_the_page_lies(lean: float) -> None:
    scan = read(scans.scanned(lean=lean))

    assert scan.layout == scans.form().code
    assert set(scan.boxes) == set(BOXES)
    assert all(ink(picture) > 60 for picture in scan.boxes.values())


def test_an_empty_box_shows_nothing_of_its_neighbours() -> None:
    scan = read(scans.scanned(lean=2.0, premium=" "))

    assert ink(scan.boxes["premium"]) == 0
    assert ink(scan.boxes["opened_on"]) > 60


def test_a_page_without_a_square_has_no_boxes_until_a_person_says_what_it_is() -> None:
    plain = files.jpeg()

    assert read(plain) == scanner.Scan("", "", {})
    assert set(read(plain, layout=scans.form().code).boxes) == set(BOXES)


def test_what_is_no_picture_has_no_boxes() -> None:
    assert read(b"%PDF-1.7 nothing").boxes == {}


@pytest.mark.parametrize("answer", [b"", b"{}\n", b'{"code": 1}\n', b"[]\nx"])
def test_a_child_is_believed_in_nothing_it_does_not_show(answer: bytes) -> None:
    with pytest.raises(refusals.Broken):
        scanner._scan(answer, {scans.form().code: BOXES})

"""紙の申込書の画面 — clerk, readers, supervisor and desk, each at their own pages."""

from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connections
from django.test import Client
from django.urls import reverse
from lxml import html
from PIL import Image

from kyosai.casework.models import Case
from kyosai.doors import today
from kyosai.doors.mail_room import folder
from kyosai.procedures.paper import settle
from kyosai.records.keying import wall
from tests.doors.back_office.conftest import appointed, client_of
from tests.procedures.paper import scans

READING = "/reading/"


@pytest.fixture(scope="module")
def house(shared_db: str) -> Iterator[Callable[[str], Client]]:
    """Seat one officer of each duty, two where a company needs them; give each a browser."""
    duties = {
        "todoke": "mail_clerk", "osamu": "reading_supervisor", "akira": "examiner",
        "satoshi": "approver", "aoi": "reader_a", "haru": "reader_a", "rin": "reader_b",
        "sora": "reader_b",
    }  # fmt: skip
    officers = {name: appointed(duty, username=name) for name, duty in duties.items()}
    yield lambda name: client_of(officers[name])
    for company in wall.COMPANIES:
        connections[wall.role_of(company)].close()


def waiting(step: str) -> Case:
    return Case.objects.filter(flow="skk.paper_form", step=step, is_closed=False).latest("number")


def upload(content: bytes) -> BytesIO:
    opened = BytesIO(content)
    opened.name = "scan.jpg"
    return opened


def blank_page() -> bytes:
    written = BytesIO()
    Image.new("L", (826, 1169), 255).save(written, "JPEG")
    return written.getvalue()


def test_a_clerk_takes_an_envelope_in_and_a_page_without_a_square_is_told_apart(
    house: Callable[[str], Client],
) -> None:
    clerk = house("todoke")
    given = {"page": upload(blank_page()), "stamped_on": today.today().isoformat()}

    taken = clerk.post("/mail-room/", given)
    case = waiting("classify")
    seen = clerk.get(f"/mail-room/{case.number}/page/")
    told = clerk.post(f"/mail-room/{case.number}/", {"form": scans.form().code})

    assert (taken.status_code, seen["Content-Type"], told.status_code) == (302, "image/jpeg", 302)
    assert waiting("read").number == case.number
    assert clerk.get(f"/mail-room/{case.number}/").status_code == 404
    scans.read_all(scans.SAMPLE)
    settle.settle_read(at=today.now())


def test_a_clerk_hears_why_a_file_is_not_taken(house: Callable[[str], Client]) -> None:
    clerk = house("todoke")

    page = clerk.post(
        "/mail-room/", {"page": upload(b"PK\x03\x04"), "stamped_on": today.today().isoformat()}
    )
    late = clerk.post(
        "/mail-room/more/", {"paper": upload(blank_page()), "receipt": "P-00000000-00"}
    )

    assert (page.status_code, late.status_code) == (422, 422)
    assert "ZIPのファイルは添付できません" in page.content.decode()
    assert "この受付番号の申込書はありません" in late.content.decode()


def test_a_reader_reads_by_keyboard_and_another_never_opens_the_picture(
    house: Callable[[str], Client],
) -> None:
    scans.again()
    reader, other = house("aoi"), house("rin")
    page = html.fromstring(reader.get(READING).content)
    picture = str(page.xpath("//main//img/@src")[0])
    lease = str(page.xpath("//input[@name='lease']/@value")[0])

    wrong = reader.post(READING, {"lease": lease, "value": "", "act": "give"})
    taken = reader.post(READING, {"lease": lease, "act": "unreadable"})
    twice = reader.post(READING, {"lease": lease, "act": "unreadable"})

    assert page.xpath("//input[@id='value']/@autofocus") and not page.xpath("//script")
    assert (wrong.status_code, taken.status_code, twice.status_code) == (422, 302, 409)
    assert other.get(picture).status_code == 404
    assert reader.get(picture).status_code == 404, "its time is over"
    scans.read_all(scans.SAMPLE)
    settle.settle_read(at=today.now())


def test_a_supervisor_rules_on_a_box_without_seeing_the_paper(
    house: Callable[[str], Client],
) -> None:
    scans.again()
    scans.read_all(scans.SAMPLE, wrong={"premium": "80000", "birthdate": ""})
    settle.settle_read(at=today.now())
    number, supervisor = waiting("reconcile").number, house("osamu")

    page = supervisor.get(f"/rulings/{number}/").content.decode()
    wrong = supervisor.post(f"/rulings/{number}/", {"box": "premium", "value": "三万"})
    ruled = supervisor.post(f"/rulings/{number}/", {"box": "premium", "value": "30000"})
    asked = supervisor.post(f"/rulings/{number}/ask/")
    pictures = [
        supervisor.get(f"/rulings/{number}/{box}.png").status_code for box in ("birthdate", "name")
    ]

    assert "80000" in page and "見本 紙子" not in page
    assert (wrong.status_code, ruled.status_code, asked.status_code) == (422, 302, 302)
    assert waiting("ask").number == number
    assert pictures == [200, 404]
    assert house("akira").get(f"/papers/{number}/letter/").content.startswith(b"%PDF-")
    done = supervisor.post(f"/rulings/{number}/", {"box": "birthdate", "value": "19720305"})
    assert done["Location"] == reverse("back_office:rulings")


def test_two_officers_of_the_desk_let_a_paper_in(house: Callable[[str], Client]) -> None:
    scans.again()
    scans.read_all(scans.SAMPLE)
    settle.settle_read(at=today.now())
    first, second = house("akira"), house("satoshi")
    number = waiting("confirm").number
    checked = {"checked": ["signature", "identity", "values"]}

    page = first.get(f"/cases/{number}/", follow=True).content.decode()
    picture = str(html.fromstring(page).xpath("//figure//img/@src")[0])
    few = first.post(f"/papers/{number}/", {"checked": ["signature"]})
    sent = first.post(f"/papers/{number}/", checked)
    alone = first.post(f"/papers/{number}/", checked)
    entered = second.post(f"/papers/{number}/", checked)

    assert "見本 紙子" in page and "30,000円" in page and "5　小売業" in page
    assert (few.status_code, sent.status_code, alone.status_code) == (409, 302, 409)
    assert entered.status_code == 302 and Case.objects.get(number=number).outcome == "accepted"
    assert first.get(picture).status_code == 404, "it is looked at again in its filing"


PAGES = {
    "/mail-room/": "todoke", READING: "aoi", "/rulings/": "osamu", "/box/": "akira",
}  # fmt: skip


@pytest.mark.parametrize("name", ["todoke", "aoi", "osamu", "akira"])
def test_each_of_them_opens_one_page_of_these(house: Callable[[str], Client], name: str) -> None:
    browser = house(name)

    answers = {page: browser.get(page).status_code for page in PAGES}

    assert answers == {page: 200 if who == name else 403 for page, who in PAGES.items()}


def test_the_folder_takes_each_scan_once_and_says_why_it_refuses(
    house: Callable[[str], Client], tmp_path: Path, settings: LazySettings
) -> None:
    (tmp_path / "in" / "letter").mkdir(parents=True)
    (tmp_path / "in" / "letter" / "1.jpg").write_bytes(blank_page() + b" ")
    (tmp_path / "in" / "trick.jpg").write_bytes(b"#!/bin/sh")
    (tmp_path / "in" / "half.jpg.part").write_bytes(b"\xff\xd8\xff")

    first = folder.look(tmp_path, at=today.now())
    (tmp_path / "done" / "letter").rename(tmp_path / "in" / "letter")  # killed before it was moved
    second = folder.look(tmp_path, at=today.now())

    assert (first, second) == (1, 0)
    assert [each.name for each in (tmp_path / "in").iterdir()] == ["half.jpg.part"]
    assert "プログラム" in (tmp_path / "refused" / "trick.jpg.txt").read_text()

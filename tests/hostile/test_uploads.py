"""Hostile files: refused in plain words, or rebuilt from pixels; never run, never a path."""

import re
from collections.abc import Callable
from unittest.mock import patch

import httpx
import pytest
from lxml import html

from tests.hostile.attacker import Attacker, words
from tests.hostile.conftest import Town
from tests.hostile.uploads import FILES, RECEIPTS, TAKEN, File
from tools.story import applicants, staff
from tools.story.applicants import Applicant
from tools.story.visitor import Visitor


@pytest.fixture(scope="module")
def uploader(town: Town) -> Attacker:
    """Somebody at the question for pictures."""
    for question, fields in (
        ("kana", {"kana": "タニン ヨミコ"}),
        ("capacity", {"capacity": "sole_proprietor"}),
        ("own_evidence", {"kind": "pictures"}),
    ):
        assert town.stranger.post(f"/join/{question}/", fields).status_code == 302
    return town.stranger


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_hostile_file_is_refused_or_only_its_pixels_stay(uploader: Attacker, file: File) -> None:
    sent = (file.filename, file.content(), file.media)

    page = uploader.post("/join/pictures/", files={"picture": sent})
    after = uploader.get("/join/pictures/")

    assert page.status_code == (302 if file.says == TAKEN else 200)
    assert file.says in words(page)
    assert len(_present(after)) == (1 if file.says == TAKEN else 0)
    assert "<script>alert" not in after.text and "\u202e" not in after.text
    assert "../" not in words(after) and "Windows" not in words(after)
    for number in _present(after):
        assert uploader.post(f"/join/pictures/{number}/remove/").status_code == 302
    assert _present(uploader.get("/join/pictures/")) == []


def test_two_files_at_once_count_as_one_and_eleven_are_too_many(uploader: Attacker) -> None:
    picture = next(file for file in FILES if file.name == "よいHEIC").content()
    two = [("picture", ("a.heic", picture, "image/heic")), ("picture", ("b.heic", picture, ""))]
    uploader.post("/join/pictures/", files=two)
    assert len(_present(uploader.get("/join/pictures/"))) == 1

    for _ in range(9):
        uploader.post("/join/pictures/", files={"picture": ("a.heic", picture, "image/heic")})
    eleventh = uploader.post(
        "/join/pictures/", files={"picture": ("a.heic", picture, "image/heic")}
    )

    assert "10個までです" in words(eleventh)
    for number in _present(uploader.get("/join/pictures/")):
        uploader.post(f"/join/pictures/{number}/remove/")


@pytest.mark.parametrize(("content", "says"), RECEIPTS.values(), ids=RECEIPTS)
def test_what_cannot_be_a_receipt_is_refused(
    town: Town, nothing_lost: Callable[[], None], content: bytes, says: str
) -> None:
    sent = {"receipt": ("jushin.xml", content, "application/xml")}

    page = town.drafting.post("/join/receipt-file/", files=sent)

    assert page.status_code == 200
    assert says in words(page)


# What looks like a receipt is judged by the core: nobody joins on it, a desk sees why.
FORGED = {
    "書きかえた受信通知": ("tampered", "1960-01-11"),
    "税務署でない人の署名": ("wrong_signer", "1960-02-12"),
    "期限の切れた署名": ("expired_signer", "1960-03-13"),
    "署名のない受信通知": ("unsigned", "1960-04-14"),
    "署名が2つ": ("two_signatures", "1960-05-15"),
    "署名を包みこんだもの": ("wrapped", "1960-06-16"),
    "ほかの人の受信通知": ("somebody_else", "1960-07-17"),
    "文字コードで隠した実体": ("hidden_doctype", "1960-08-18"),
}


@pytest.mark.parametrize(("variant", "birthdate"), FORGED.values(), ids=FORGED)
def test_a_forged_receipt_makes_no_contract(
    town: Town, officers: dict[str, Visitor], variant: str, birthdate: str
) -> None:
    somebody = Applicant("偽造　試子", "ギゾウ タメシコ", birthdate, "")
    person = applicants.sign_in(town.world, somebody)
    with patch.object(applicants, "tax_receipt", lambda world, who: _forged(town, who, variant)):
        applicants.fill_in(town.world, person, somebody)

    receipt, _ = applicants.send(person)

    applicants.wait_until(town.world, person, "担当者が確認しています")
    case = staff.open_case(town.world, officers["審査 明"], receipt)
    assert case.sees("確認が必要") or case.sees("断る理由になる")
    assert not case.sees("root:")


def _forged(town: Town, applicant: Applicant, variant: str) -> bytes:
    asked = {
        "person": "hanako", "name": applicant.name, "address": applicant.address,
        "birthdate": applicant.birthdate, "business_name": applicant.business_name,
        "trade": applicant.trade, "employees": applicant.employees,
    }  # fmt: skip
    if variant == "somebody_else":
        return _receipt(town, asked | {"name": "別人　太郎", "birthdate": "1950-01-01"})
    if variant == "hidden_doctype":
        doctype = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
        return doctype.encode("utf-16-le")
    return _receipt(town, asked | {"variant": variant})


def _receipt(town: Town, asked: dict[str, str]) -> bytes:
    found = httpx.get(f"{town.world.outside}/etax/receipt", params=asked, timeout=30)
    assert found.status_code == 200
    return found.content


def _present(page: httpx.Response) -> list[str]:
    found = html.fromstring(page.content).xpath("//form/@action|//button/@formaction")
    return [m[1] for each in found if (m := re.search(r"pictures/([0-9a-f-]{36})/remove", each))]

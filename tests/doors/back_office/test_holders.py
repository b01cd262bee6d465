"""Search by number, and a contract's page: masked, looked at in the open."""

import pytest
from django.test import Client

from kyosai.casework import reads as casework
from kyosai.records.access_log.models import Look
from kyosai.records.contracts import reads as contracts
from tests.doors.back_office import samples


def test_a_contract_number_leads_to_the_contract(examiner: Client) -> None:
    number = samples.contract()

    answer = examiner.get("/search/", {"number": f" {number[:7]} - {number[7:]} "})

    assert answer.headers["Location"] == f"/contracts/{number}/"


def test_full_width_digits_are_read(examiner: Client) -> None:
    number = samples.contract()
    wide = number.translate(str.maketrans("0123456789", "０１２３４５６７８９"))

    assert examiner.get("/search/", {"number": wide}).headers["Location"].endswith(f"{number}/")


def test_case_and_receipt_lead_to_the_case(examiner: Client) -> None:
    case = samples.at_desk()

    for number in (case, case.lower().replace("-", ""), casework.case(case).receipt):
        answer = examiner.get("/search/", {"number": number})
        assert answer.headers["Location"] == f"/cases/{case}/"


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("見本", "番号の形が正しくありません"),
        ("123456789", "番号の形が正しくありません"),
        ("K-00000001-00", "番号の形が正しくありません"),
        ("<script>", "番号の形が正しくありません"),
        ("9" * 4000, "番号の形が正しくありません"),
    ],
)
def test_what_is_no_number_is_told_so(examiner: Client, number: str, words: str) -> None:
    answer = examiner.get("/search/", {"number": number})

    assert answer.status_code == 200
    assert words in answer.text
    assert "<script>" not in answer.text


def test_names_are_not_searched(examiner: Client) -> None:
    samples.contract()

    assert "/contracts/" not in examiner.get("/search/", {"number": "ミホン ハナコ"}).text


def test_a_contract_is_masked_and_the_look_is_written_down(examiner: Client) -> None:
    number = samples.contract()

    page = examiner.get(f"/contracts/{number}/").text

    for hidden in ("花子", "ハナコ", "hanako@"):
        assert hidden not in page
    assert "****567" in page
    party = contracts.standing(number).party
    assert Look.objects.get(party_id=party).what == f"契約 {number}"


def test_unmasking_a_contract_shows_it_for_this_person_only(examiner: Client) -> None:
    number, other = samples.contract(), samples.contract()
    examiner.post(f"/contracts/{number}/unmask/", {"reason": "本人からの問い合わせへの回答"})

    assert "見本 花子" in examiner.get(f"/contracts/{number}/").text
    assert "見本 花子" not in examiner.get(f"/contracts/{other}/").text


@pytest.mark.parametrize("number", ["000000000", "abc", "123456789", "１２３"])
def test_a_contract_that_is_none_is_not_found(examiner: Client, number: str) -> None:
    assert examiner.get(f"/contracts/{number}/").status_code == 404
    assert examiner.get(f"/contracts/{number}/unmask/").status_code == 404

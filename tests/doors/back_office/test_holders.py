"""Search by number, and a contract's page: masked, looked at in the open."""

from collections.abc import Callable

import pytest
from django.test import Client

from kyosai.basis.money import Yen
from kyosai.casework import reads as casework
from kyosai.doors import today
from kyosai.records.access_log.models import Look
from kyosai.records.contracts import reads as contracts
from kyosai.records.ledger import writes as ledger
from kyosai.records.ledger.writes import Posting
from tests.doors.back_office import samples
from tests.doors.back_office.test_treasury import answered, cycle_of


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


SECTIONS = ("毎月の掛金の移り変わり", "掛金（月ごと）", "引き落とし", "仕訳", "起きたこと")


@pytest.mark.parametrize("duty", ["examiner", "approver", "auditor"])
def test_a_contract_is_told_whole_on_one_page(sign_in: Callable[..., Client], duty: str) -> None:
    number = samples.contract()
    cycle = cycle_of(number)
    answered(cycle, number, code="1")
    client = sign_in(duty)
    client.get(f"/contracts/{number}/")

    page = client.get(f"/contracts/{number}/story/").text

    for heading in SECTIONS:
        assert f"{heading}</h2>" in page
    for told in ("資金不足", "受付", "「契約が成立しました」を送りました。", "を見ました。"):
        assert told in page
    assert "2026年11月・2026年12月" in page
    assert "花子" not in page


def test_the_story_leads_to_the_money_only_whom_it_is_open_to(
    examiner: Client, auditor: Client
) -> None:
    number = samples.contract()
    cycle = cycle_of(number)
    posting = Posting(
        key="k",
        kind="premium_collected",
        debit="bank:collections:skk",
        credit=f"premiums:skk:{number}",
        amount=Yen(20_000),
        effective_on=cycle.debit_on,
        contract=number,
    )
    ledger.post(posting, at=today.now())

    pages = [each.get(f"/contracts/{number}/story/").text for each in (examiner, auditor)]

    assert ["/treasury/cycles/" in page for page in pages] == [False, True]
    assert [f"/treasury/accounts/premiums:skk:{number}/" in page for page in pages] == [False, True]


def test_who_reads_the_whole_story_is_written_down(auditor: Client, examiner: Client) -> None:
    number = samples.contract()

    for client in (auditor, examiner):
        client.get(f"/contracts/{number}/story/")

    looks = Look.objects.filter(what=f"契約 {number} の全記録").order_by("at")
    assert [look.why for look in looks] == ["監査", "全記録の照会"]

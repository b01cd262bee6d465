"""照会名簿 — brought in whole or not at all; a match waits for two officers, and is remembered."""

from datetime import date, timedelta

import pytest
from django.db import transaction

from kyosai.basis.refusal import Malformed, Refused
from kyosai.casework import actions as casework
from kyosai.casework import listings
from kyosai.casework import reads as cases
from kyosai.procedures.listing import bring_in, decide
from kyosai.procedures.payout import desk
from kyosai.records.benefits import reads as benefits
from kyosai.records.listed import reads as listed
from tests.procedures.lending import borrowing
from tests.procedures.lending.tosanboshi import claims, firm
from tests.procedures.listing.lists import NOW, TARO, brought, content
from tests.procedures.payout import claimants
from tests.procedures.payout.claimants import cancelled, claimed, holder, party, send

pytestmark = pytest.mark.django_db
HANAKO = "M-0002,見本 花子,ﾐﾎﾝ ﾊﾅｺ,,2026-04-01,"


def match_case() -> str:
    """Return the one match that waits at the desk of contracts."""
    (waiting,) = cases.queue("contracts", at=NOW)
    return waiting.number


def decided(case: str, *, is_same: bool) -> None:
    decide.propose(
        case, is_same=is_same, officer="makoto", why="生年月日の書類で確かめた。", at=NOW
    )
    decide.confirm(case, officer="kaoru", at=NOW)


@pytest.mark.parametrize(
    ("row", "record", "field"),
    [
        ("M 1,見本,ミホン,,2026-04-01,", 2, "番号"),
        ("M-0001,見本,ミホン,,2026-04-01,", 2, "番号"),
        ("M-0002,,ミホン,,2026-04-01,", 2, "氏名"),
        ("M-0002,見本,,,2026-04-01,", 2, "フリガナ"),
        ("M-0002,見本,ミホン,1958-13-01,2026-04-01,", 2, "生年月日"),
        ("M-0002,見本,ミホン,,,", 2, "掲載日"),
        ("M-0002,見本,ミホン,,2026-04-01,2026-03-31", 2, "削除日"),
        ("M-0002,見本,ミホン", 2, "番号"),
    ],
)
def test_one_bad_field_refuses_the_whole_list(row: str, record: int, field: str) -> None:
    with pytest.raises(Malformed) as refused:
        brought(TARO, row)

    assert (refused.value.record, refused.value.field) == (record, field)
    assert listed.files() == []


@pytest.mark.parametrize("file", [b"\xff\xfe", "番号,氏名\r\n".encode(), b""])
def test_another_file_is_no_list(file: bytes) -> None:
    with pytest.raises(bring_in.NotTheList):
        bring_in.read(file)


def test_the_same_bytes_are_kept_once_and_a_later_list_takes_the_place() -> None:
    holder()
    assert brought(TARO, HANAKO) == 2
    with pytest.raises(bring_in.KnownAlready):
        brought(TARO, HANAKO)
    before = listed.matching(party(1), on=NOW.date())

    brought(HANAKO, as_of=date(2026, 10, 15))

    assert (before, listed.matching(party(1), on=NOW.date())) == (["M-0001"], [])


@pytest.mark.parametrize(
    ("row", "is_match"),
    [
        (TARO, True),
        (TARO.replace("1958-04-01", ""), True),
        (TARO.replace("1958-04-01", "1958-04-02"), False),
        (TARO.replace("太郎", "次郎"), False),
        (TARO.replace("2026-04-01,", "2026-11-01,"), False),
        (TARO + "2026-10-29", False),
    ],
)
def test_name_kana_and_birth_date_match_however_they_are_written(row: str, is_match: bool) -> None:
    holder()
    brought(row)

    assert bool(listed.matching(party(1), on=NOW.date())) is is_match


def test_a_payout_waits_at_the_desk_and_the_holder_is_not_told_why() -> None:
    contract = holder()
    brought(TARO)

    told = send(claimed())

    assert told.status == "at_desk"
    assert not any(word in told.body for word in ("名簿", "照会", "反社"))
    (claim,) = cases.queue("benefits", at=NOW)
    with pytest.raises(listings.StillOpen):
        desk.accept(claim.number, officer="makoto", at=NOW)
    decided(match_case(), is_same=False)
    desk.accept(claim.number, officer="makoto", at=NOW)
    assert len(benefits.of_contract(contract)) == 1


def test_decided_as_another_person_is_remembered() -> None:
    holder()
    brought(TARO)
    with transaction.atomic():
        listings.ask(party(1), occasion="支払", at=NOW)
    decided(match_case(), is_same=False)
    brought(TARO, HANAKO, as_of=date(2026, 10, 15))

    told = send(claimed())

    assert told.status == "awarded"
    assert cases.queue("contracts", at=NOW) == []


def test_a_loan_is_not_made_until_two_officers_say_it_is_another_person() -> None:
    borrowing.holder()
    row = borrowing_row()
    brought(row)
    first = borrowing.signed(borrowing.request(at="2026-10-29T13:00:00"))

    status = borrowing.sent(first)
    decided(match_case(), is_same=False)
    again = borrowing.sent(borrowing.signed(borrowing.request(at="2026-10-29T13:05:00")))

    assert (status, again) == ("failed", "lent")
    assert "担当者が確かめています" in borrowing.told(first)
    assert "名簿" not in borrowing.told(first)


def test_the_same_person_is_lent_nothing_and_hears_no_reason() -> None:
    borrowing.holder()
    brought(borrowing_row())
    borrowing.sent(borrowing.signed(borrowing.request(at="2026-10-29T13:00:00")))
    case = match_case()

    decided(case, is_same=True)

    again = borrowing.sent(borrowing.signed(borrowing.request(at="2026-10-29T13:05:00")))
    assert again == "failed"
    assert "お貸しできません" in claimants.notice(f"looked-at:{case}")


def test_a_mutual_aid_loan_is_not_decided_before_the_match_is() -> None:
    firm.firm(months=10)
    brought("M-0009,見本精機株式会社,ミホンセイキ,,2026-04-01,")
    case = claims.received(claims.claim())
    claims.proposed(case)

    with pytest.raises(listings.StillOpen):
        claims.approved(case)

    decided(match_case(), is_same=True)
    with pytest.raises(listings.SamePerson):
        claims.approved(case)


def borrowing_row() -> str:
    """Return a row for the borrower of the sample world."""
    told = listed.parties.particulars(borrowing.party(1))
    return f"M-0003,{told.name},{told.kana},,2026-04-01,"


def test_one_pair_of_eyes_decides_no_match() -> None:
    holder()
    brought(TARO)
    send(claimed())
    case = match_case()
    with pytest.raises(decide.NoWords):
        decide.propose(case, is_same=True, officer="makoto", why=" ", at=NOW)
    decide.propose(case, is_same=True, officer="makoto", why="同じ住所です。", at=NOW)

    with pytest.raises(casework.SameOfficer):
        decide.confirm(case, officer="makoto", at=NOW)
    decide.send_back(case, officer="kaoru", note="住所の書類を見てください。", at=NOW)

    assert cases.case(case).step == listings.EXAMINE
    assert listed.decided(party(1)) == {}


def test_a_match_is_laid_before_the_desk_once() -> None:
    holder()
    brought(TARO)

    send(cancelled())
    for minute in range(2):
        at = NOW + timedelta(minutes=minute)
        with transaction.atomic():
            listings.ask(party(1), occasion="支払", at=at)

    assert len(cases.queue("contracts", at=NOW)) == 1


def test_a_list_of_tomorrow_or_from_nowhere_is_not_brought_in() -> None:
    for as_of, source in ((date(2026, 10, 30), "見本"), (date(2026, 10, 1), " ")):
        with pytest.raises(Refused):
            bring_in.bring_in(content(TARO), as_of=as_of, source=source, officer="makoto", at=NOW)

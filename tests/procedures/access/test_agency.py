"""委託機関 — help with the member's own yes, a condition confirmed, and nothing else in sight."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from kyosai.basis.refusal import Malformed, Refused
from kyosai.casework import reads as casework
from kyosai.exchange.messages.my_numbers import MyNumber
from kyosai.procedures.access import my_number
from kyosai.procedures.lending.skk.occasion import NoEvidence
from kyosai.records.access_log import reads as access_log
from kyosai.records.agencies import writes as agencies
from kyosai.records.contracts import reads as contracts
from kyosai.records.notices import reads as notices
from kyosai.reports.scorecard import card
from tests.procedures.access import at_the_counter as counter
from tests.procedures.access import delegating as told
from tests.procedures.access.at_the_counter import (
    AT,
    BANK,
    ENDED,
    FORMER,
    MEMBER,
    STAFF,
    STRANGER,
    TELLER,
)  # fmt: skip
from tests.procedures.lending import borrowing
from tests.procedures.lending.special import DROP, asked

pytestmark = pytest.mark.django_db
OF_A_HOLDER = ("position", "award", "loan_terms", "loan_effect", "claimable", "my_number", "terms")


@pytest.fixture(autouse=True)
def member() -> str:
    counter.register()
    return borrowing.holder()


def premium(contract: str) -> int:
    return contracts.standing(contract).monthly_premium.amount


def test_a_change_prepared_at_the_counter_is_sent_by_the_member_and_counted_as_assisted(
    member: str,
) -> None:
    status = told.prepare(counter.helping(), counter.change(), person=STAFF, at=AT)
    (waiting,) = told.seen("delegates")["prepared"]
    before = premium(member)
    sent = told.answer(waiting["id"], "approved", at=AT + timedelta(hours=1))

    counts = {
        line.filing.key: line.counts for line in card.of_year(2026, at=AT.replace(year=2027)).lines
    }
    changed = counts["skk.premium_change"]
    assert (status, before, sent) == ("noted", 50_000, "amended")
    assert waiting["by"] == "例示商工会　窓口　一"
    assert (changed.received, changed.online, changed.assisted) == (1, 1, 1)


def test_the_agency_sees_how_far_its_members_filings_are_and_the_member_sees_the_look() -> None:
    told.prepare(counter.helping(), counter.change(), person=STAFF, at=AT)
    (waiting,) = told.seen("delegates")["prepared"]
    told.answer(waiting["id"], "approved", at=AT + timedelta(hours=1))

    page = counter.home()

    ((seen,),) = [[each["filings"][0] for each in page["members"]]]
    assert (page["name"], page["until"]) == ("例示商工会", "2027-03-31")
    assert (seen["title"], seen["state"]) == ("毎月の掛金の変更", "承諾しました")
    looks = [each.what for each in access_log.at_party(borrowing.party(1))]
    assert "手続きの進みぐあい" in looks


def test_a_benefit_a_loan_and_an_amount_are_nowhere_on_the_agencys_page(member: str) -> None:
    counter.helping()
    borrowing.sent(borrowing.signed(borrowing.request(at="2026-10-13T10:00:00")))
    assert any(case.flow == "skk.loan_request" for case in casework.cases_of(borrowing.party(1)))

    page = str(counter.home())

    for hidden in ("1000000", "50000", "借", "共済金", "口座", member):
        assert hidden not in page


def test_another_agency_sees_nothing_of_a_member_who_did_not_ask_it() -> None:
    counter.helping()
    counter.come_in(TELLER, number=BANK)

    assert counter.home(TELLER)["members"] == []
    assert counter.home(TELLER)["conditions"] == []


@pytest.mark.parametrize(("person", "number"), [(STRANGER, "1234567890123"), (FORMER, ENDED)])
def test_who_is_not_in_the_register_or_not_any_more_does_not_come_in(
    person: str, number: str
) -> None:
    assert counter.come_in(person, number=number) == "failed"
    assert counter.home(person) == {"unregistered": True}
    assert "登録簿にない" in str(access_log.turned_away(since=AT))


def test_the_counter_is_for_agencies_and_agencies_are_for_the_counter() -> None:
    counter.come_in()
    counter.invite("counter code")
    counter.invite("tax code", scope="premiums")

    assert counter.take_on("counter code", person=TELLER) == "code_unknown"
    assert counter.take_on("tax code") == "code_unknown"
    assert counter.take_on("counter code") == "noted"


@pytest.mark.parametrize("view", OF_A_HOLDER)
def test_an_agency_asking_for_a_holders_page_sees_nobody(view: str) -> None:
    delegation = counter.helping()
    known: dict[str, Any] = {}
    try:
        known = told.seen(view, f"{delegation}", person=STAFF)
    except (Malformed, Refused, KeyError):
        return

    assert borrowing.HANAKO.name not in str(known)
    assert "50000" not in str(known)


def test_an_agency_hands_in_no_my_number() -> None:
    counter.helping()

    with pytest.raises(Malformed):
        told.handed(MyNumber(STAFF, AT.isoformat(), told.receipt(), "c2VhbGVk"), my_number.receive)


def test_a_loan_is_prepared_by_nobody_but_its_borrower() -> None:
    delegation = counter.helping()
    loan = borrowing.request(at="2026-10-12T20:00:00")

    status = told.prepare(delegation, loan, person=STAFF, at=AT)  # type: ignore[arg-type]

    assert status == "failed"
    assert told.seen("delegates")["prepared"] == []


def test_an_agency_struck_from_the_register_prepares_nothing_more() -> None:
    delegation = counter.helping()
    agencies.enter(
        counter.SOCIETY, name="例示商工会", kind="society", duties=["assist"],
        begins_on=AT.date() - timedelta(days=99), ends_on=AT.date() - timedelta(days=11),
        at=AT + timedelta(minutes=1),
    )  # fmt: skip

    assert told.prepare(delegation, counter.change(), person=STAFF, at=AT) == "failed"
    assert counter.home() == {"unregistered": True}


def test_a_confirmed_condition_stands_for_the_picture_and_the_loan_is_made_at_once() -> None:
    status = counter.confirmed(counter.helping(), DROP)

    lent = borrowing.sent(borrowing.signed(asked(has_paper=False)))

    (seen,) = counter.home()["conditions"]
    assert (status, lent) == ("noted", "lent")
    assert (seen["kind"], seen["until"]) == ("緊急経営安定貸付け", "2026-11-11")
    assert "確認しました" in str([each.title for each in notices.inbox(borrowing.party(1))])


@pytest.mark.parametrize(
    "change", [{"sales": 94}, {"day": "2026-08-31"}], ids=["ほかの売上", "ほかの月"]
)
def test_a_condition_confirmed_covers_no_other_facts(change: dict[str, Any]) -> None:
    counter.confirmed(counter.helping(), DROP)

    with pytest.raises(NoEvidence):
        borrowing.signed(asked(occasion=replace(DROP, **change), has_paper=False))


def test_a_condition_is_confirmed_for_a_member_there_by_an_agency_that_may() -> None:
    delegation = counter.helping()
    counter.come_in(TELLER, number=BANK)

    not_asked = counter.confirmed(delegation, DROP, person=TELLER)
    no_drop = counter.confirmed(delegation, replace(DROP, sales=100))
    plain = counter.confirmed(delegation, DROP, kind="general")

    assert (not_asked, no_drop, plain) == ("failed", "failed", "failed")
    assert counter.home()["conditions"] == []


def test_a_bank_helps_and_confirms_nothing() -> None:
    delegation = counter.helping(person=TELLER, number=BANK)

    assert counter.confirmed(delegation, DROP, person=TELLER) == "failed"
    assert counter.home(TELLER)["confirms"] is False


def test_the_members_no_ends_it() -> None:
    delegation = counter.helping()
    told.end(delegation, person=MEMBER)

    assert told.prepare(delegation, counter.change(), person=STAFF, at=AT) == "failed"
    assert counter.home()["members"] == []

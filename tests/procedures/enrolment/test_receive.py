from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from kyosai.casework import listings
from kyosai.casework import reads as casework
from kyosai.exchange import postbox
from kyosai.procedures.enrolment import decide
from kyosai.procedures.enrolment.evidence import pictures
from kyosai.procedures.enrolment.receive import Outcome, receive
from kyosai.procedures.listing import decide as match_decide
from kyosai.records.contracts import reads as contracts
from kyosai.records.contracts import writes as contract_writes
from kyosai.records.mandates import reads as mandates
from kyosai.records.notices import reads as notices
from kyosai.records.parties import reads as parties
from kyosai.records.parties import writes as party_writes
from kyosai.records.premiums import reads as premiums
from tests.procedures.applications import NOW, SIGNED, application, kept, mandate, peeked, received
from tests.procedures.collection import world
from tests.procedures.listing import lists

pytestmark = pytest.mark.django_db


def keys(outcome: Outcome, *, well: bool = False) -> set[str]:
    """The findings in the case file."""
    screened = casework.file(outcome.case)[1]
    return {row["key"] for row in screened.findings if row.get("is_well") is well}


def answers() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT convert_from(body, 'utf8')::json ->> 'status' FROM exchange_outgoing"
        )
        return [status for (status,) in cursor.fetchall()]


def at_desk(outcome: Outcome) -> bool:
    waiting = [case.number for case in casework.queue("contracts", at=NOW)]
    return outcome.accepted is None and outcome.case in waiting


def test_all_well_is_a_contract_at_once_as_of_the_application_date() -> None:
    sent = application()

    outcome = received(sent)

    assert outcome.accepted is not None
    contract = contracts.standing(outcome.accepted.contract)
    assert contract.formed_on == date(2026, 10, 20)
    assert (contract.status, contract.monthly_premium.amount) == ("active", 10_000)
    assert answers() == ["accepted"]


def test_a_contract_comes_with_its_first_dues_its_mandate_and_a_closed_case() -> None:
    outcome = received(application())

    assert outcome.accepted is not None
    number = outcome.accepted.contract
    assert [str(due["month"]) for due in premiums.of_contract(number)] == [
        "2026-10-01",
        "2026-11-01",
    ]
    account = mandates.account_of(number)
    assert account is not None and account.state == "registered"
    case = casework.case(outcome.case)
    assert (case.is_closed, case.outcome) == (True, "accepted")
    assert [entry.outcome for entry in casework.file(outcome.case)] == [
        "received",
        "clear",
        "accepted",
    ]


def test_the_case_file_keeps_every_rule_with_its_article() -> None:
    outcome = received(application())

    rows = casework.file(outcome.case)[1].findings
    rules = {row["rule"]: row for row in rows if "rule" in row}
    assert "小規模企業共済法3条" in rules["findings"]["provisions"]
    assert rules["monthly_premium"]["result"] == 10_000


def test_the_notice_names_first_debit_months_deduction_and_certificate() -> None:
    sent = application()

    outcome = received(sent)

    party = parties.of_person(UUID(sent.person))
    assert party is not None and outcome.accepted is not None
    (line,) = notices.inbox(party)
    told = notices.of_party(line.id, party=party)
    assert told is not None
    assert "最初の引き落としは、2026年11月18日（水）です。" in told["body"]
    assert "20,000円（10月分・11月分）" in told["body"]
    assert "2026年の所得から引ける掛金は、30,000円の予定です" in told["body"]
    assert outcome.accepted.certificate in told["body"]


def test_the_mail_holds_no_name_no_number_and_no_amount() -> None:
    sent = application()

    outcome = received(sent)

    (mail,) = notices.waiting_mail(10)
    assert mail.recipient == sent.contact.email
    assert outcome.accepted is not None
    for secret in (outcome.accepted.contract, sent.identity.name, sent.receipt, "円", "10,000"):
        assert secret not in mail.subject + mail.body


def test_a_message_handed_over_twice_is_handled_once() -> None:
    sent = application()
    outside = peeked(kept(sent))
    receive(outside, application=sent, evidence=SIGNED, at=NOW)

    with pytest.raises(postbox.AlreadyHandled):
        receive(outside, application=sent, evidence=SIGNED, at=NOW)

    party = parties.of_person(UUID(sent.person))
    assert party is not None and len(contracts.of_party(party)) == 1


def test_a_holder_who_applies_again_goes_to_the_desk_and_is_never_refused_by_rule() -> None:
    first = application()
    received(first)

    outcome = received(application(person=first.person))

    assert at_desk(outcome)
    assert "already_a_holder" in keys(outcome)
    assert answers() == ["accepted", "at_desk"]


def test_a_second_application_beside_one_at_the_desk_is_seen() -> None:
    first = application()
    waiting = received(first, evidence=pictures())

    outcome = received(application(person=first.person))

    assert at_desk(waiting) and at_desk(outcome)
    assert "open_application" in keys(outcome)


def test_pictures_go_to_the_desk_with_the_promise() -> None:
    sent = application()

    outcome = received(sent, evidence=pictures(missing=1))

    assert at_desk(outcome)
    assert keys(outcome) == {"evidence_is_pictures", "attachment_missing"}
    case = casework.case(outcome.case)
    assert case.due_at.isoformat() == "2026-10-23T08:00:00+00:00"
    party = parties.of_person(UUID(sent.person))
    assert party is not None
    (line,) = notices.inbox(party)
    told = notices.of_party(line.id, party=party)
    assert told is not None and "2026年10月23日（金）17:00までに" in told["body"]


def test_a_co_manager_always_meets_a_person() -> None:
    outcome = received(application(capacity="co_manager"))

    assert at_desk(outcome)
    assert "co_manager" in keys(outcome)


@pytest.mark.parametrize(
    ("changes", "finding"),
    [
        pytest.param(
            {"employees": 6}, "too_many_employees", id="小売業6人は多すぎる（法2条1項2号）"
        ),
        pytest.param({"trade": "piracy"}, "unknown_trade", id="業種が読めない"),
        pytest.param({"monthly_premium": 70_500}, "premium_not_allowed", id="70,500円（法4条2項）"),
        pytest.param(
            {"monthly_premium": 1_250}, "premium_not_allowed", id="500円きざみ（法4条2項）"
        ),
        pytest.param({"not_in_chutaikyo": False}, "in_chutaikyo", id="中退共（法3条5項3号）"),
        pytest.param({"not_antisocial": False}, "antisocial_forces", id="反社会的勢力（約款）"),
        pytest.param({"one_position": False}, "several_positions", id="2つの立場（法3条2項）"),
        pytest.param({"not_employee": False}, "employee", id="会社員（法3条1項）"),
        pytest.param(
            {"no_cancellation_within_year": False}, "cancellation_stated", id="申告（法3条5項1号）"
        ),
        pytest.param(
            {"status": "PENDING"}, "mandate_not_registered", id="口座の登録が済んでいない"
        ),
        pytest.param({"holder_kana": "ﾍﾞﾂﾉ ﾀﾛｳ"}, "holder_is_another", id="口座の名義が別の人"),
    ],
)
def test_whatever_is_not_well_goes_to_the_desk(changes: dict[str, Any], finding: str) -> None:
    sent = application()
    for part in ("statements", "mandate"):
        own = {name: value for name, value in changes.items() if hasattr(getattr(sent, part), name)}
        sent = replace(sent, **{part: replace(getattr(sent, part), **own)})
    sent = replace(sent, **{name: new for name, new in changes.items() if hasattr(sent, name)})

    outcome = received(sent)

    assert at_desk(outcome)
    assert keys(outcome) == {finding}


@pytest.mark.parametrize("holder", ["ﾐﾎﾝ ﾊﾅｺ", "ミホン　ハナコ", "ミホンハナコ"])
def test_the_holder_is_the_applicant_however_the_bank_writes_it(holder: str) -> None:
    assert received(application(mandate=mandate(holder_kana=holder))).accepted


@pytest.mark.parametrize(
    ("cause", "finding"),
    [("by_smrj", "cancelled_within_one_year"), ("fraud", "fraud_within_one_year")],
)
def test_within_a_year_of_a_cancellation_a_person_decides(cause: str, finding: str) -> None:
    first = application()
    earlier = received(first)
    assert earlier.accepted is not None
    contract_writes.end(earlier.accepted.contract, on=date(2026, 11, 30), cause=cause)
    again = NOW + timedelta(days=300)

    outcome = received(application(person=first.person, at=again), at=again)

    assert at_desk(outcome)
    assert finding in keys(outcome)


def test_a_year_and_a_day_after_a_cancellation_nobody_has_to_look() -> None:
    first = application()
    earlier = received(first)
    assert earlier.accepted is not None
    contract_writes.end(earlier.accepted.contract, on=date(2026, 11, 30), cause="by_smrj")
    again = NOW + timedelta(days=407)

    assert received(application(person=first.person, at=again), at=again).accepted


def test_fraud_found_elsewhere_counts_too() -> None:
    first = application()
    earlier = received(first)
    assert earlier.accepted is not None
    contract_writes.end(earlier.accepted.contract, on=date(2026, 11, 30), cause="by_holder")
    party = parties.of_person(UUID(first.person))
    assert party is not None
    party_writes.note_misconduct(party, found_on=date(2026, 12, 1), words="見本")
    again = NOW + timedelta(days=100)

    outcome = received(application(person=first.person, at=again), at=again)

    assert "fraud_within_one_year" in keys(outcome)


def test_a_listed_name_goes_to_the_desk_and_the_person_is_not_told_why() -> None:
    sent = application()
    identity = sent.identity
    row = f"M-0001,{identity.name},{identity.kana},{identity.birthdate},2026-04-01,"
    lists.brought(row, as_of=date(2026, 4, 1), at=NOW)

    outcome = received(sent)

    assert at_desk(outcome)
    assert "listed_name" in keys(outcome)
    party = parties.of_person(UUID(sent.person))
    assert party is not None
    (line,) = notices.inbox(party)
    told = notices.of_party(line.id, party=party)
    assert told is not None
    assert "名簿" not in told["body"] and "照会" not in told["body"]
    with pytest.raises(listings.StillOpen):
        decide.accept(outcome.case, officer="makoto", at=NOW)


def test_an_applicant_decided_to_be_the_listed_one_is_not_accepted() -> None:
    sent = application()
    row = f"M-0001,{sent.identity.name},{sent.identity.kana},,2026-04-01,"
    lists.brought(row, as_of=date(2026, 4, 1), at=NOW)
    outcome = received(sent)
    ((match,),) = world.run("SELECT number FROM case_file WHERE flow = 'listed.match'")
    match_decide.propose(match, is_same=True, officer="makoto", why="同じ住所です。", at=NOW)
    match_decide.confirm(match, officer="kaoru", at=NOW)

    with pytest.raises(decide.OnTheList):
        decide.accept(outcome.case, officer="makoto", at=NOW)


def test_a_namesake_with_a_contract_is_looked_at() -> None:
    received(application())

    outcome = received(application())

    assert keys(outcome) == {"namesake_holds_contract"}


def test_a_mandate_of_another_contract_cannot_be_used_twice() -> None:
    first = application()
    received(first)
    other = replace(application().identity, birthdate="1979-01-01")

    outcome = received(application(mandate=first.mandate, identity=other))

    assert keys(outcome) == {"mandate_in_use"}


def test_another_promise_than_ours_is_written_down_and_keeps_nobody_waiting() -> None:
    sent = application()
    told = replace(sent.promise, due_at="2026-10-22T17:00:00+09:00")

    outcome = received(replace(sent, promise=told))

    assert outcome.accepted
    assert "promise_differs" in keys(outcome, well=True)
    assert casework.case(outcome.case).due_at.isoformat() == "2026-10-22T08:00:00+00:00"


def test_a_time_of_receipt_after_the_fetch_is_looked_at() -> None:
    outcome = received(application(), at=NOW - timedelta(minutes=5))

    assert keys(outcome) == {"odd_time_of_receipt"}

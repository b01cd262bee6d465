from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connection

from kyosai.casework import actions, reads
from kyosai.procedures.enrolment import decide
from kyosai.procedures.enrolment.evidence import pictures
from kyosai.procedures.enrolment.receive import Outcome
from kyosai.records.contracts import reads as contracts
from kyosai.records.notices import reads as notices
from kyosai.records.parties import reads as parties
from kyosai.records.premiums import reads as premiums
from tests.procedures.applications import NOW, application, named, received

pytestmark = pytest.mark.django_db

TWO_DAYS_LATER = NOW + timedelta(days=2)
GROUND = "小規模企業共済法3条1項"
REASON = "会社員の方は加入できません。"


@pytest.fixture
def at_desk() -> Outcome:
    return received(application(), evidence=pictures())


def told_last(case: str) -> str:
    party = reads.case(case).subject
    line = notices.inbox(party)[0]
    told = notices.of_party(line.id, party=party)
    assert told is not None
    return f"{told['title']}\n{told['body']}"


def statuses() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT convert_from(body, 'utf8')::json ->> 'status' FROM exchange_outgoing"
            " ORDER BY placed_at"
        )
        return [status for (status,) in cursor.fetchall()]


def propose(case: str) -> None:
    decide.propose_refusal(case, officer="sato", ground=GROUND, reason=REASON, at=TWO_DAYS_LATER)


def test_one_officer_accepts_as_of_the_application_date(at_desk: Outcome) -> None:
    made = decide.accept(at_desk.case, officer="sato", at=TWO_DAYS_LATER)

    contract = contracts.standing(made.contract)
    assert contract.formed_on == date(2026, 10, 20)
    assert reads.case(at_desk.case).outcome == "accepted"
    assert "契約が成立しました" in told_last(at_desk.case)
    assert statuses() == ["at_desk", "accepted"]


def test_a_late_acceptance_moves_the_first_debit_and_owes_every_month_since() -> None:
    at_desk = received(application(), evidence=pictures())

    made = decide.accept(at_desk.case, officer="sato", at=NOW + timedelta(days=30))

    rows = premiums.of_contract(made.contract)
    assert [row["month"].month for row in rows] == [10, 11, 12]
    assert {row["debit_on"] for row in rows} == {date(2026, 12, 18)}


def test_a_second_click_is_refused_not_repeated(at_desk: Outcome) -> None:
    decide.accept(at_desk.case, officer="sato", at=TWO_DAYS_LATER)

    with pytest.raises(actions.AlreadyMovedOn):
        decide.accept(at_desk.case, officer="sato", at=TWO_DAYS_LATER)

    assert len(contracts.of_party(reads.case(at_desk.case).subject)) == 1


def test_no_contract_is_formed_on_an_account_that_is_somebody_elses() -> None:
    theirs = application(identity=named(birthdate="1979-01-01"))
    received(theirs)
    at_desk = received(application(mandate=theirs.mandate))

    with pytest.raises(decide.NoAccount):
        decide.accept(at_desk.case, officer="sato", at=TWO_DAYS_LATER)

    assert contracts.of_party(reads.case(at_desk.case).subject) == []


def test_nobody_gets_a_second_contract_from_the_desk() -> None:
    first = application()
    received(first)
    outcome = received(application(person=first.person))

    with pytest.raises(decide.HoldsContract):
        decide.accept(outcome.case, officer="sato", at=TWO_DAYS_LATER)

    party = parties.of_person(UUID(first.person))
    assert party is not None and len(contracts.of_party(party)) == 1
    assert not reads.case(outcome.case).is_closed


def test_whoever_proposed_a_refusal_cannot_decide_it(at_desk: Outcome) -> None:
    propose(at_desk.case)

    with pytest.raises(actions.SameOfficer):
        decide.refuse(at_desk.case, officer="sato", at=TWO_DAYS_LATER)

    assert not reads.case(at_desk.case).is_closed


def test_whoever_sent_a_proposal_back_may_decide_the_next_one(at_desk: Outcome) -> None:
    propose(at_desk.case)
    decide.send_back(at_desk.case, officer="suzuki", at=TWO_DAYS_LATER, note="理由を短く")
    propose(at_desk.case)

    decide.refuse(at_desk.case, officer="suzuki", at=TWO_DAYS_LATER)

    assert reads.case(at_desk.case).outcome == "refused"


def test_a_refusal_cannot_skip_the_first_officer(at_desk: Outcome) -> None:
    with pytest.raises(actions.AlreadyMovedOn):
        decide.refuse(at_desk.case, officer="suzuki", at=TWO_DAYS_LATER)


def test_a_refusal_says_its_ground_its_reason_and_how_to_complain(at_desk: Outcome) -> None:
    propose(at_desk.case)

    decide.refuse(at_desk.case, officer="suzuki", at=TWO_DAYS_LATER)

    told = told_last(at_desk.case)
    for words in (GROUND, REASON, "苦情・審査の窓口"):
        assert words in told
    assert reads.case(at_desk.case).outcome == "refused"
    assert statuses() == ["at_desk", "refused"]
    assert not contracts.of_party(reads.case(at_desk.case).subject)


def test_the_person_hears_nothing_of_a_refusal_that_is_only_proposed(at_desk: Outcome) -> None:
    before = len(notices.waiting_mail(10))

    propose(at_desk.case)

    assert len(notices.waiting_mail(10)) == before
    assert statuses() == ["at_desk"]


@pytest.mark.parametrize(("ground", "reason"), [("", REASON), (GROUND, " ")])
def test_a_refusal_without_ground_or_reason_is_not_even_proposed(
    at_desk: Outcome, ground: str, reason: str
) -> None:
    with pytest.raises(decide.NoGround):
        decide.propose_refusal(
            at_desk.case, officer="sato", ground=ground, reason=reason, at=TWO_DAYS_LATER
        )

    assert reads.case(at_desk.case).step == "examine"


def test_the_second_officer_may_send_it_back_and_the_first_accept(at_desk: Outcome) -> None:
    propose(at_desk.case)

    decide.send_back(at_desk.case, officer="suzuki", at=TWO_DAYS_LATER, note="書類で足ります。")
    decide.accept(at_desk.case, officer="sato", at=TWO_DAYS_LATER)

    outcomes = [entry.outcome for entry in reads.file(at_desk.case)]
    assert outcomes == ["received", "to_desk", "refusal_proposed", "returned", "accepted"]


def test_the_desk_sees_the_grounds_the_rules_propose() -> None:
    outcome = received(application(employees=6))

    grounds = decide.proposed_grounds(reads.file(outcome.case))

    assert [row["ground"] for row in grounds] == ["小規模企業共済法2条1項2号"]


def test_what_was_filed_comes_back_as_it_was_sent() -> None:
    sent = application()
    outcome = received(sent, evidence=pictures())

    from kyosai.procedures.enrolment import filing

    application_again, _ = filing.read(reads.case(outcome.case).filing)
    assert application_again.identity == sent.identity
    assert application_again.mandate == sent.mandate
    assert application_again.evidence.receipt_xml == ""


def test_a_failing_write_takes_the_whole_decision_back(
    at_desk: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise DatabaseError

    monkeypatch.setattr(actions, "close", broken)
    with pytest.raises(DatabaseError):
        decide.accept(at_desk.case, officer="sato", at=TWO_DAYS_LATER)

    assert not contracts.of_party(reads.case(at_desk.case).subject)
    assert statuses() == ["at_desk"]

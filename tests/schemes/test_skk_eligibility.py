"""加入資格 — limits, dates and questions beyond the examples."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai.schemes.skk import questionnaire, trades
from kyosai.schemes.skk.eligibility import (
    Applicant,
    Capacity,
    Organisation,
    Trade,
    findings,
    may_join,
    within_one_year,
)
from kyosai.schemes.skk.questionnaire import (
    NotANumber,
    Question,
    Unanswered,
    check_answer,
    next_question,
    verdict,
)

TODAY = date(2026, 10, 1)
QUESTIONS = {question.key: question for question in questionnaire.QUESTIONS}


def applicant(**facts: object) -> Applicant:
    usual = {
        "applied_on": TODAY,
        "capacity": Capacity.SOLE_PROPRIETOR,
        "trade": Trade.SERVICES,
        "employees": 0,
    }
    return Applicant(**(usual | facts))  # type: ignore[arg-type]


@given(st.sampled_from(Trade), st.sampled_from(Capacity), st.integers(0, 40))
def test_who_is_within_the_limit_is_never_too_large(
    trade: Trade, capacity: Capacity, employees: int
) -> None:
    limit = trades.most_employees(trade, on=TODAY)

    found = findings(applicant(trade=trade, capacity=capacity, employees=employees))

    too_many = "too_many_employees" in {finding.key for finding in found}
    assert too_many is (employees > limit)


def test_lodging_was_widened_from_five_to_twenty_in_2014() -> None:
    day = date(2014, 4, 1)

    assert trades.most_employees(Trade.LODGING, on=day - timedelta(days=1)) == 5
    assert trades.most_employees(Trade.LODGING, on=day) == 20


@given(st.sampled_from(Trade), st.sampled_from(Organisation), st.sampled_from(Capacity))
def test_every_trade_and_organisation_has_a_limit_and_its_provision(
    trade: Trade, organisation: Organisation, capacity: Capacity
) -> None:
    assert trades.most_employees(trade, organisation=organisation, on=TODAY) in (5, 20)
    of_officers = trades.provision(
        trade, organisation=organisation, capacity=Capacity.COMPANY_OFFICER
    )
    assert of_officers.startswith("小規模企業共済法")


def test_nothing_found_means_accept() -> None:
    assert findings(applicant()) == ()
    assert may_join(())


def test_what_a_person_looks_at_is_no_refusal() -> None:
    found = findings(applicant(cancelled_by_smrj_on=date(2026, 3, 1)))

    assert [finding.key for finding in found] == ["cancelled_within_one_year"]
    assert may_join(found)


def test_a_co_manager_without_proof_goes_to_a_person() -> None:
    found = findings(applicant(capacity=Capacity.CO_MANAGER))

    assert [finding.key for finding in found] == ["not_taking_part", "not_paid"]
    assert may_join(found)


def test_an_officer_not_yet_found_in_the_register_goes_to_a_person() -> None:
    found = findings(applicant(capacity=Capacity.COMPANY_OFFICER, is_registered_officer=None))

    assert [(finding.key, finding.is_refusal) for finding in found] == [
        ("not_a_registered_officer", False)
    ]


def test_every_ground_is_told_not_only_the_first() -> None:
    found = findings(applicant(employees=6, in_chutaikyo=True, one_position=False))

    assert [finding.key for finding in found] == [
        "too_many_employees",
        "several_positions",
        "in_chutaikyo",
    ]
    assert not may_join(found)


@pytest.mark.parametrize(
    ("earlier", "last_day"),
    [
        (date(2025, 10, 1), date(2026, 10, 1)),
        (date(2023, 2, 28), date(2024, 2, 29)),
        (date(2024, 2, 29), date(2025, 2, 28)),
    ],
)
def test_a_year_is_counted_from_the_day_after(earlier: date, last_day: date) -> None:
    """民法140条・143条2項."""
    assert within_one_year(earlier, applied_on=last_day)
    assert not within_one_year(earlier, applied_on=last_day + timedelta(days=1))


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 800))
def test_a_year_has_365_or_366_days(earlier: date, days: int) -> None:
    within = within_one_year(earlier, applied_on=earlier + timedelta(days=days))

    assert within is (days <= 365) or days == 366


def test_what_lies_ahead_is_no_ground() -> None:
    with pytest.raises(AssertionError):
        within_one_year(TODAY + timedelta(days=1), applied_on=TODAY)


CHOICES = st.data()


@given(CHOICES)
def test_whatever_is_answered_seven_questions_are_enough(choices: st.DataObject) -> None:
    answers: dict[str, str] = {}
    while (question := next_question(answers, on=TODAY)) is not None:
        keys = [key for key, _ in question.choices] or ["0", "5", "6", "20", "21"]
        answers[question.key] = check_answer(question, choices.draw(st.sampled_from(keys)))

    found = verdict(answers, on=TODAY)

    assert len(answers) <= 7
    assert found.sentence.endswith("。")
    assert found.ground.startswith("小規模企業共済法")
    assert found.may_join or not found.needs_a_person


def test_a_designer_needs_four_taps() -> None:
    taps = {"capacity": "sole_proprietor", "trade": "services", "employees": "0"}

    assert next_question(taps, on=TODAY) == QUESTIONS["circumstance"]
    assert next_question(taps | {"circumstance": "none"}, on=TODAY) is None


def test_a_refusal_comes_before_what_a_person_would_look_at() -> None:
    answers = {
        "capacity": "sole_proprietor",
        "trade": "retail",
        "employees": "6",
        "circumstance": "cancelled",
    }

    assert not verdict(answers, on=TODAY).may_join


def test_an_answer_left_open_is_no_verdict() -> None:
    with pytest.raises(Unanswered) as refusal:
        verdict({"capacity": "sole_proprietor"}, on=TODAY)

    assert refusal.value.field == "trade"


@pytest.mark.parametrize("answer", ["", "cook", "SERVICES", "services'--"])
def test_only_what_was_offered_can_be_chosen(answer: str) -> None:
    with pytest.raises(Unanswered):
        check_answer(QUESTIONS["trade"], answer)


@pytest.mark.parametrize("answer", ["", "-1", "3.5", "三", "1e3", "999999", "²"])
def test_employees_are_a_whole_number(answer: str) -> None:
    with pytest.raises(NotANumber):
        check_answer(QUESTIONS["employees"], answer)


@pytest.mark.parametrize(("typed", "kept"), [("5", "5"), (" 05 ", "5"), ("５", "5"), ("0", "0")])
def test_a_number_is_kept_in_one_written_form(typed: str, kept: str) -> None:
    assert check_answer(QUESTIONS["employees"], typed) == kept


@pytest.mark.parametrize("question", questionnaire.QUESTIONS, ids=lambda question: question.key)
def test_a_question_is_one_short_sentence(question: Question) -> None:
    assert question.sentence.endswith("？")
    assert len(question.sentence) <= 40
    shown = question.sentence + question.hint
    assert not [word for word in ("等", "適宜", "所定の", "速やかに") if word in shown]

"""共済金の貸付け — 見本精機 claims, two officers decide, the holder signs, and the money goes."""

from dataclasses import replace
from datetime import date
from uuid import uuid5

import pytest

from kyosai.basis.money import Yen
from kyosai.basis.refusal import Malformed
from kyosai.casework import reads as casework
from kyosai.casework.actions import AlreadyMovedOn, SameOfficer
from kyosai.exchange.messages.tosanboshi_lending import FailedCustomer
from kyosai.procedures.lending import paper
from kyosai.procedures.lending.tosanboshi.mutual_aid import (
    conclude,
    decide,
    decision_letter,
    examine,
    figures,
    fix,
)
from kyosai.procedures.lending.tosanboshi.mutual_aid.claim import Assessed
from kyosai.records.documents import reads as documents
from kyosai.records.loans import reads as loans
from kyosai.schemes.tosanboshi.loan.mutual_aid_loan import AboveLimit
from tests.procedures.applications import kept
from tests.procedures.collection import world
from tests.procedures.lending.tosanboshi import claims, firm
from tests.procedures.lending.tosanboshi.claims import SHOJI, WELL, claim
from tests.procedures.lending.tosanboshi.firm import CONTRACT, moment


@pytest.fixture(autouse=True)
def holder(db: None) -> str:
    return firm.firm(months=10)


def test_a_claim_is_promised_within_five_bank_days() -> None:
    case = claims.received(claim())

    assert case.due_at == moment("2026-11-06T15:00:00")
    assert (case.step, case.desk) == ("examine", "loans")
    assert "上限15,000,000円" in str(casework.file(case.number)[1].findings[0]["words"])
    assert "2026年11月6日（金）15:00まで" in firm.told()[1]


def test_fifteen_million_are_lent_in_fifty_four_turns() -> None:
    case = claims.received(claim())
    claims.proposed(case)
    claims.approved(case)

    status = claims.signed(case)

    assert status == "lent"
    (loan,) = loans.of_contract(CONTRACT)
    turns = loans.turns(loan.number)
    assert loan.amount == Yen(15_000_000) and len(turns) == 54
    assert [each.principal.amount for each in turns] == [277_778] * 53 + [277_766]
    assert (turns[0].due_on, turns[-1].due_on) == (date(2027, 6, 27), date(2031, 11, 27))
    assert firm.journal() == {
        "loans:mutual_aid": 15_000_000,
        "payable:loan": -15_000_000,
        "premiums": 1_500_000,
        "extinguished": -1_500_000,
    }
    assert firm.payments() == [(15_000_000, "instant", date(2026, 11, 5))]
    assert world.run("SELECT brought - used FROM premium_total") == [(500_000,)]
    assert casework.case(case.number).outcome == "accepted"


@pytest.mark.parametrize(
    ("customer", "words"),
    [
        pytest.param(
            replace(SHOJI, failed_on="2026-06-30"), "6か月", id="契約から6か月たっていない"
        ),
        pytest.param(
            replace(SHOJI, event="flight"), "対象になる「倒産」ではありません", id="夜逃げ"
        ),
        pytest.param(
            replace(SHOJI, event="payment_stopped_by_lawyer", sender="anybody_else"),
            "弁護士・認定司法書士などが作り",
            id="弁護士でない人の通知",
        ),
        pytest.param(replace(SHOJI, trade=300_000), "下限に届きません", id="損が下限より小さい"),
    ],
)
def test_the_law_finds_grounds_of_refusal_for_two_officers(
    customer: FailedCustomer, words: str
) -> None:
    case = claims.received(claim(customer))

    assert any(words in each for each in claims.refusal_grounds(case))


@pytest.mark.parametrize(
    ("told", "article"),
    [
        pytest.param(replace(WELL, has_failed=True), "has_failed", id="自分が倒産している"),
        pytest.param(replace(WELL, goes_on=False), "does_not_go_on", id="事業を続けない"),
        pytest.param(replace(WELL, is_seized=True), "is_seized", id="差押えを受けている"),
        pytest.param(
            replace(WELL, employees=400, capital=500_000_000), "not_small", id="中小企業者でない"
        ),
    ],
)
def test_a_ground_against_the_claimant_bars_the_loan(told: object, article: str) -> None:
    case = claims.received(claim(circumstances=told))

    assert claims.found(case)[article] is False
    with pytest.raises(examine.NotEntitled):
        claims.proposed(case)


def test_the_ledger_is_laid_beside_the_claim() -> None:
    same = claims.received(claim())
    other = claims.received(claim(ledger=(), receipt="U-00000002-92"))

    assert claims.found(same)[f"ledger:{SHOJI.name}"] is True
    assert claims.found(other)[f"ledger:{SHOJI.name}"] is False


def test_a_related_customer_is_shown_to_the_officer() -> None:
    case = claims.received(claim(replace(SHOJI, is_related=True)))

    assert claims.found(case)[f"related:{SHOJI.name}"] is False


def test_an_officer_finds_less_damage_with_a_reason_and_lends_less() -> None:
    case = claims.received(claim())

    with pytest.raises(examine.NoReason):
        claims.proposed(case, found={0: Assessed(Yen(8_000_000), " ")})
    amount = claims.proposed(
        case, found={0: Assessed(Yen(8_020_000), "在庫を引き取っていました。")}
    )

    assert amount == Yen(8_000_000)


def test_no_officer_lends_above_the_limit() -> None:
    case = claims.received(claim(replace(SHOJI, trade=6_000_000)))

    with pytest.raises(AboveLimit):
        claims.proposed(case, amount=Yen(15_000_000))


def test_a_proposal_needs_a_note_of_the_interview() -> None:
    case = claims.received(claim())

    with pytest.raises(examine.NoInterview):
        claims.proposed(case, interview=" ")


def test_whoever_examined_does_not_decide() -> None:
    case = claims.received(claim())
    claims.proposed(case)

    with pytest.raises(SameOfficer):
        claims.approved(case, officer="akira")


def test_a_fix_is_asked_once_and_the_promise_waits() -> None:
    case = claims.received(claim())
    examine.ask(
        case.number,
        words="納品書を付けてください。",
        officer="akira",
        at=moment("2026-11-02T10:00:00"),
    )
    claims.put_right(case, at="2026-11-02T12:00:00", attachments=("a-1",))

    after = casework.case(case.number)

    assert (after.step, after.due_at) == ("examine", moment("2026-11-06T17:00:00"))
    assert after.filing["attachments"] == ["a-1"]
    with pytest.raises(examine.AskedBefore):
        examine.ask(case.number, words="もう1回", officer="akira", at=moment("2026-11-02T13:00:00"))


def test_a_refusal_needs_a_ground_and_two_officers() -> None:
    case = claims.received(claim(replace(SHOJI, event="flight")))
    at = moment("2026-11-02T10:00:00")
    examine.propose_refusal(
        case.number,
        ground="中小企業倒産防止共済法2条2項",
        reason="夜逃げは対象ではありません。",
        officer="akira",
        at=at,
    )

    with pytest.raises(SameOfficer):
        decide.decide(case.number, officer="akira", at=at)
    decide.decide(case.number, officer="satoshi", at=at)

    assert casework.case(case.number).outcome == "refused"
    assert "根拠：中小企業倒産防止共済法2条2項" in firm.told()[1]
    assert "共済相談室" in firm.told()[1]


def test_what_was_sent_back_is_decided_anew() -> None:
    case = claims.received(claim())
    claims.proposed(case)
    decide.send_back(
        case.number,
        officer="satoshi",
        note="元帳を確かめてください。",
        at=moment("2026-11-04T10:00:00"),
    )
    claims.proposed(case, amount=Yen(10_000_000))
    claims.approved(case)

    claims.signed(case)

    assert loans.left(CONTRACT) == Yen(10_000_000)


def test_a_decided_case_can_be_taken_back_before_it_is_signed() -> None:
    case = claims.received(claim())
    claims.proposed(case)
    claims.approved(case)

    decide.recall(case.number, officer="satoshi", note="取下げ", at=moment("2026-11-04T11:00:00"))

    assert casework.case(case.number).step == "examine"


def test_a_signature_of_yesterday_is_not_one_under_the_text_of_today() -> None:
    case = claims.received(claim())
    claims.proposed(case)
    claims.approved(case)
    message = claims.signature(case, at="2026-11-05T13:59:59.999")
    late = replace(message, received_at=moment("2026-11-05T14:00:00").isoformat())

    status = conclude.conclude(kept(late), at=moment("2026-11-05T14:00:01"))

    assert status == "failed"
    assert loans.of_contract(CONTRACT) == []


def test_two_claims_on_one_failure_prove_it_once() -> None:
    first = claims.received(claim())
    claims.proposed(first)
    claims.approved(first)

    second = claims.received(claim(receipt="U-00000002-92"))

    assert claims.found(first)[f"failure_known:{SHOJI.name}"] is False
    assert claims.found(second)[f"failure_known:{SHOJI.name}"] is True
    assert first.filing["group"] == second.filing["group"]


def test_a_claim_signed_twice_is_lent_once() -> None:
    case = claims.received(claim())
    claims.proposed(case)
    claims.approved(case)
    claims.signed(case)

    with pytest.raises(AlreadyMovedOn):
        claims.approved(case)
    assert len(loans.of_contract(CONTRACT)) == 1


def test_no_debt_is_counted_twice() -> None:
    twice = claims.received(claim(SHOJI, replace(SHOJI, name="見本商事", trade=1_000_000)))

    assert figures.CustomerTwice.reason in claims.refusal_grounds(twice)


def test_another_claim_of_the_holder_on_the_same_failure_is_shown() -> None:
    first = claims.received(claim())
    second = claims.received(claim(receipt="U-00000002-92"))

    assert claims.found(second)[f"claimed:{first.number}:{SHOJI.name}"] is False


def test_decision_and_contract_can_be_read_again_as_pdf() -> None:
    case = claims.received(claim())
    assert decision_letter.letter(case.number, at=moment("2026-10-30T10:00:00")) is None
    claims.proposed(case)
    claims.approved(case)
    claims.signed(case)
    (loan,) = loans.of_contract(CONTRACT)
    at = moment("2026-11-06T10:00:00")

    decision_letter.letter(case.number, at=at)
    paper.contract(loan.number, at=at)

    kept = [
        documents.issued("loan_decision", number=case.number),
        documents.issued("loan_contract", number=loan.number),
    ]
    assert all(each and each.content.startswith(b"%PDF") for each in kept)
    assert {str(each.person) for each in kept if each} == {firm.PERSON}


def test_nobody_signs_or_puts_right_another_holders_claim() -> None:
    case = claims.received(claim())
    claims.proposed(case)
    claims.approved(case)
    world.holder(2, applied_on=date(2026, 10, 1), scheme="tosanboshi")
    stranger = str(uuid5(world.SPACE, "person 2"))
    signature = replace(claims.signature(case, at="2026-11-05T10:00:00"), person=stranger)
    at = moment("2026-11-05T10:00:00")

    assert conclude.conclude(kept(signature), at=at) == "failed"
    with pytest.raises(Malformed):
        fix.receive(kept(claims.answer(case, person=stranger)), at=at)

    assert loans.of_contract(CONTRACT) == []


def test_who_decided_the_loan_is_who_ordered_the_payment() -> None:
    case = claims.received(claim())
    claims.proposed(case)
    claims.approved(case, officer="satoshi")
    claims.signed(case)

    assert world.run("SELECT ordered_by FROM payment") == [("satoshi",)]

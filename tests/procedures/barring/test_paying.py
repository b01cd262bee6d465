"""差し止めのある支払 — nothing leaves past a hold; two officers say who gets how much."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from kyosai.basis import tokyo
from kyosai.basis.money import Yen
from kyosai.basis.refusal import Refused
from kyosai.casework import reads as cases
from kyosai.procedures.barring import divide, enter
from kyosai.procedures.payment import approve, bulk, check, hours, instant
from kyosai.procedures.payout import desk, window
from kyosai.procedures.upkeep import check as upkeep
from kyosai.records.benefits import reads as benefits
from kyosai.records.contracts import reads as contracts
from kyosai.records.holds import reads as holds
from kyosai.records.payments import files, sending
from kyosai.records.payments.models import Line
from tests.procedures.barring.papers import NOW, TAX_OFFICE, held
from tests.procedures.collection import world
from tests.procedures.lending import borrowing
from tests.procedures.payment import world as paying
from tests.procedures.payout import claimants
from tests.procedures.payout.claimants import cancelled, claimed, holder, send

pytestmark = pytest.mark.django_db
DAY = tokyo.in_tokyo(NOW).date().replace(day=30)
NOON = tokyo.at(DAY, hours.made_at(DAY).time())


def awarded(contract: str) -> str:
    """Claim under a hold; let the desk award it; return the payment that waits."""
    send(claimed())
    (case,) = cases.queue("benefits", at=NOW)
    desk.accept(case.number, officer="makoto", at=NOW)
    (payment,) = holds.stopped(contract)
    return payment.number


def bank_answers() -> None:
    for question in check.to_ask():
        check.answered(question.account, "0", at=NOW)


def test_a_claim_by_rule_goes_to_the_desk_while_a_hold_stands() -> None:
    contract = holder()
    held(contract)

    told = send(claimed())

    assert told.status == "at_desk"
    assert benefits.of_contract(contract) == []
    assert "差押" not in told.body


def test_a_cancellation_goes_to_the_desk_after_its_day() -> None:
    contract = holder()
    message = cancelled()
    send(message)
    held(contract)

    at = NOW + timedelta(days=2)
    statuses = [window.decide(case, at=at) for case in window.to_decide(at=at)]

    (waiting,) = cases.queue("benefits", at=at)
    assert statuses == ["at_desk"]
    assert contracts.standing(contract).status == "active"
    desk.accept(waiting.number, officer="makoto", at=at)
    assert contracts.standing(contract).status == "ended"
    assert len(holds.stopped(contract)) == 1


def test_nothing_is_lent_past_a_hold() -> None:
    contract = borrowing.holder()
    message = borrowing.signed(borrowing.request(at="2026-10-29T13:00:00"))
    held(contract)

    status = borrowing.sent(message)

    assert status == "failed"
    assert "いま止めてあります" in borrowing.told(message)
    assert world.run("SELECT count(*) FROM payment") == [(0,)]


def test_the_seized_sum_goes_to_the_tax_office_and_the_rest_to_the_holder() -> None:
    contract = holder()
    held(contract)
    stopped = awarded(contract)
    bank_answers()
    assert bulk.build(at=NOON) == []

    division = divide.propose(
        stopped,
        to_claimant=Yen(500_000),
        account=TAX_OFFICE,
        officer="makoto",
        why="差押通知書の額です。",
        at=NOW,
    )
    divide.decide(stopped, division=division, officer="kaoru", at=NOW)

    bank_answers()
    (name,) = bulk.build(at=tokyo.at(DAY.replace(month=11, day=2), NOON.time()))
    (award,) = benefits.of_contract(contract)
    sent = {each.purpose: each.amount for each in sending.of_file(name)}
    parts = sorted(each.amount.amount for each in sending.of_file(name))
    assert len(sent) == 1 and parts == [500_000, award.net.amount - 500_000]
    assert "架空税務署：500,000円" in claimants.notice(f"divided:{stopped}")
    assert holds.stopped(contract) == []
    upkeep.check()


def test_one_officer_divides_nothing_alone_and_another_division_is_not_agreed_to() -> None:
    contract = holder()
    held(contract)
    stopped = awarded(contract)
    asked = {"to_claimant": Yen(1), "account": TAX_OFFICE, "why": "見本", "at": NOW}
    first = divide.propose(stopped, officer="makoto", **asked)

    with pytest.raises(enter.SameOfficer):
        divide.decide(stopped, division=first, officer="makoto", at=NOW)
    later = {**asked, "to_claimant": Yen(2), "at": NOW + timedelta(minutes=1)}
    divide.propose(stopped, officer="makoto", **later)
    with pytest.raises(divide.NotStopped):
        divide.decide(stopped, division=first, officer="kaoru", at=NOW)

    assert [each.number for each in holds.stopped(contract)] == [stopped]


@pytest.mark.parametrize(
    ("yen", "account", "refusal"),
    [
        (500_001, TAX_OFFICE, divide.TooMuch),
        (500_000, None, divide.NoAccount),
    ],
)
def test_a_division_beyond_the_paper_is_refused(
    yen: int, account: divide.Payable | None, refusal: type[Refused]
) -> None:
    contract = holder()
    held(contract)
    stopped = awarded(contract)

    with pytest.raises(refusal):
        divide.propose(
            stopped, to_claimant=Yen(yen), account=account, officer="makoto", why="見本", at=NOW
        )


def test_competing_claims_are_not_ranked_here() -> None:
    contract = holder()
    held(contract)
    held(contract, reference="架空徴第13号")
    stopped = awarded(contract)

    with pytest.raises(divide.SeveralClaims, match="供託"):
        divide.propose(
            stopped, to_claimant=Yen(1), account=TAX_OFFICE, officer="makoto", why="見本", at=NOW
        )


def test_who_dies_before_being_paid_is_paid_to_the_heirs() -> None:
    """小規模企業共済法施行規則10条7項: 支給の前に死亡したときは、その相続人が請求する。"""
    contract = holder()
    send(claimed())
    (award,) = benefits.of_contract(contract)
    held(contract, kind="payee_died", claimant="完了　花子（相続人の代表）", claimed=None)
    (stopped,) = holds.stopped(contract)

    division = divide.propose(
        stopped.number,
        to_claimant=award.net,
        account=TAX_OFFICE,
        officer="makoto",
        why="戸籍と相続人の同意書を確かめました。",
        at=NOW,
    )
    divide.decide(stopped.number, division=division, officer="kaoru", at=NOW)

    bank_answers()
    (name,) = bulk.build(at=tokyo.at(DAY.replace(month=11, day=2), NOON.time()))
    (paid,) = sending.of_file(name)
    assert (paid.amount, paid.party) != (award.net, claimants.party(1))
    assert paid.amount == award.net
    upkeep.check()


def test_lifted_the_payment_leaves_as_it_was_ordered() -> None:
    contract = holder()
    hold = held(contract)
    stopped = awarded(contract)
    bank_answers()
    enter.propose_lifting(hold, officer="makoto", why="取下げです。", at=NOW)
    enter.decide_lifting(hold, is_right=True, officer="kaoru", why="確かめました。", at=NOW)

    (name,) = bulk.build(at=NOON)

    assert [each.number for each in sending.of_file(name)] == [stopped]


def test_a_hold_that_comes_after_the_file_keeps_it_from_the_bank() -> None:
    contract = holder()
    send(claimed())
    bank_answers()
    (name,) = bulk.build(at=NOON)
    kept = files.of_name(name)
    assert kept is not None
    approve.approve(name, digest=kept.digest, officer=world.treasurer("makoto"), at=NOON)
    held(contract, at=NOON)

    with pytest.raises(approve.UnderHold):
        approve.approve(name, digest=kept.digest, officer=world.treasurer("kaoru"), at=NOON)
    lapsed = bulk.let_lapse(at=kept.hand_in_by)

    assert lapsed == [name]
    assert files.to_hand_over() == []


@pytest.mark.parametrize("rail", ["instant", "bulk"])
def test_the_database_itself_lets_nothing_past_a_hold(rail: str) -> None:
    contract = paying.holder(1)
    paying.checked(contract)
    number = paying.order(contract, rail=rail)  # type: ignore[arg-type]
    frame = paying.frame_of()
    held(contract, at=paying.AT)

    assert not instant.begin(number, at=paying.AT)
    with pytest.raises(DatabaseError, match="under a hold"), transaction.atomic():
        if rail == "instant":
            sending.begin(number, frame=frame, on=paying.DAY, digest="0" * 64, at=paying.AT)
        else:
            Line.objects.create(payment_id=number, file_id="none")

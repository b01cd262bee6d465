"""From the claim to the account — the file of the day, two who release it, the bank, the notice."""

from datetime import datetime

import pytest

from kyosai.basis import tokyo
from kyosai.procedures.payment import approve, bulk, check, hours
from kyosai.procedures.payout import desk
from kyosai.procedures.upkeep import check as invariants
from kyosai.records.benefits import reads as benefits
from kyosai.records.payments import files, timeline
from tests.procedures.collection import world
from tests.procedures.payout import claimants
from tests.procedures.payout.claimants import AT, claimed, holder, send

pytestmark = pytest.mark.django_db
NOW = datetime.fromisoformat(AT + "+09:00")


def test_money_arrives_before_the_promise_and_the_journal_is_even() -> None:
    contract = holder()
    send(claimed())
    (award,) = benefits.of_contract(contract)
    key = f"award:{award.number}"
    for question in check.to_ask():
        check.answered(question.account, "0", at=NOW)

    made_at = tokyo.at(tokyo.in_tokyo(NOW).date().replace(day=30), hours.made_at(NOW.date()).time())
    (name,) = bulk.build(at=made_at)
    (file,) = files.waiting()
    for who in world.OFFICERS:
        approve.approve(name, digest=file.digest, officer=world.treasurer(who), at=made_at)
    before = timeline.under(key)
    bulk.received(name, receipt="B-1", at=made_at)
    sent = timeline.under(key)
    paid_at = hours.paid_at(file.pay_on)
    bulk.note_paid(at=paid_at)
    arrived = timeline.under(key)

    assert [turn.state for turn in (before, sent, arrived) if turn] == ["ordered", "sent", "paid"]
    assert arrived is not None and paid_at <= arrived.due_at
    assert claimants.balances() == {
        "benefits:skk": award.gross.amount,
        "transit:payments:skk": -award.net.amount,
    }
    assert "2,676,203円を振り込みました" in claimants.notice(f"payment:{arrived.number}:paid")
    invariants.check()


def test_who_decided_a_payment_does_not_release_its_file() -> None:
    """給付を決めた人が経理の職務を持っていても、その支払のファイルは承認できない。"""
    holder()
    send(claimed("closed", proof=claimants.Proof("pictures", "", ())))
    ((case,),) = world.run("SELECT number FROM case_file WHERE desk = 'benefits'")
    world.treasurer("makoto")
    desk.accept(case, officer="makoto", at=NOW)
    for question in check.to_ask():
        check.answered(question.account, "0", at=NOW)
    made_at = tokyo.at(NOW.date().replace(day=30), hours.made_at(NOW.date()).time())
    (name,) = bulk.build(at=made_at)
    (file,) = files.waiting()

    with pytest.raises(approve.Prepared):
        approve.approve(name, digest=file.digest, officer="makoto", at=made_at)

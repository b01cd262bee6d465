"""To which account money may go: known to the bank; when changed, waited or called back for."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from kyosai.procedures.payment import check
from kyosai.records.payments import accounts, payee, sending
from tests.procedures.collection import world as people
from tests.procedures.payment import world
from tests.procedures.payment.world import AT, DAY, Bank

pytestmark = pytest.mark.django_db


@pytest.fixture
def bank() -> Bank:
    return Bank()


def clock(bank: Bank, at=AT) -> None:
    with world.banking(bank):
        world.round_of_payments(at)


@pytest.mark.parametrize(
    ("result", "why"),
    [
        ("1", "該当する口座がありません"),
        ("2", "口座名義が違います"),
        ("9", "銀行が答えられません"),
    ],
)
def test_money_goes_to_no_account_the_bank_does_not_know_and_the_payee_hears_why(
    bank: Bank, result: str, why: str
) -> None:
    bank.account_check = result
    contract = world.holder(1)
    number = world.order(contract)
    world.frame_of()

    for minute in range(2):
        clock(bank, AT + timedelta(minutes=minute))

    assert bank.moved() == {}
    assert sending.outcomes(number) == {"refused"}
    assert world.told(contract) == ["共済金を振り込めませんでした"]
    assert why in people.run("SELECT body FROM notice")[0][0]
    assert world.balances()["payable:benefit:skk"] == -100_000


def test_the_bank_is_asked_once_about_an_account_it_knows(bank: Bank) -> None:
    world.order(world.holder(1))
    for minute in range(3):
        clock(bank, AT + timedelta(minutes=minute))

    assert people.run("SELECT count(*) FROM payee_account_check") == [(1,)]


def test_the_first_account_is_payable_at_once_and_a_changed_one_after_five_bank_days() -> None:
    contract = world.holder(1)
    first = accounts.payee(world.account(contract))
    world.checked(contract)
    people.run("UPDATE mandate SET state = 'replaced' WHERE contract_id = %s", [contract])
    people.account(1, which=2, bank="9902", registered_on=date(2026, 11, 30))

    changed = accounts.payee(world.account(contract))

    assert first.payable_from == world.SINCE
    assert changed.payable_from == date(2026, 12, 7)
    assert payee.payable_from(date(2026, 12, 25)) == date(2027, 1, 5)


@pytest.mark.parametrize(("days", "leaves"), [(0, 0), (6, 0), (7, 1)])
def test_a_changed_account_is_paid_when_its_five_bank_days_are_over(
    bank: Bank, days: int, leaves: int
) -> None:
    contract = world.holder(1)
    world.account(contract)
    world.officer("susumu", "loan_examiner")
    changed = accounts.register(world.party(contract), world.another_account(contract))
    world.order(contract, to=changed)
    world.frame_of()

    clock(bank, AT + timedelta(days=days))

    assert len(bank.moved()) == leaves


class TestCallBack:
    """Another officer hears from the payee that the account is theirs."""

    @pytest.fixture
    def changed(self):
        contract = world.holder(1)
        world.account(contract)
        for name in ("susumu", "minoru"):
            world.officer(name, "loan_examiner")
        found = accounts.register(world.party(contract), world.another_account(contract))
        world.order(contract, to=found)
        world.frame_of()
        return found

    def test_after_a_call_back_it_leaves_at_once(self, bank: Bank, changed) -> None:
        clock(bank)
        before = list(bank.moved())

        check.call_back(changed, officer="minoru", words="ご本人と話した。", at=AT)
        clock(bank, AT + timedelta(minutes=1))

        assert before == []
        assert len(bank.moved()) == 1

    def test_somebody_is_asked_once_to_call(self, bank: Bank, changed) -> None:
        for minute in range(2):
            clock(bank, AT + timedelta(minutes=minute))

        assert [case.partition(":")[0] for case in world.cases()] == ["call-back"]

    def test_whoever_wrote_it_down_does_not_confirm_it(self, changed) -> None:
        with pytest.raises(check.OwnChange):
            check.call_back(changed, officer="susumu", words="話した。", at=AT)

    def test_a_call_back_says_what_was_heard(self, changed) -> None:
        with pytest.raises(check.NoWords):
            check.call_back(changed, officer="minoru", words=" ", at=AT)

    def test_called_back_about_twice_the_first_word_stays(self, changed) -> None:
        check.call_back(changed, officer="minoru", words="ご本人と話した。", at=AT)

        with pytest.raises(check.CalledBackBefore):
            check.call_back(changed, officer="minoru", words="もう一度。", at=AT)


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"payable_from": DAY}, "a changed account waits five business days"),
        (
            {"registered_on": date(2026, 11, 20), "payable_from": date(2026, 11, 27)},
            "it is not known since before today",
        ),
        ({"source": "mandate:00000000000000000009"}, "the bank confirmed no such mandate"),
    ],
    ids=["待たずに払える口座", "日付をさかのぼった口座", "口座振替のふり"],
)
def test_the_database_itself_refuses_an_account_that_would_be_payable_too_soon(
    change: dict, match: str
) -> None:
    contract = world.holder(1)
    world.order(contract)
    given = world.another_account(contract)

    with pytest.raises(DatabaseError, match=match), transaction.atomic():
        accounts.register(world.party(contract), type(given)(**{**vars(given), **change}))

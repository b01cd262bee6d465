"""An invariant that cannot fail says nothing: each is shown books or a model that break it."""

from collections.abc import Callable

import pytest
from django.db import transaction

from kyosai.basis.months import Month
from tests.years import invariants as i
from tests.years import seen
from tests.years.invariants import Broken
from tests.years.oracle import Owed
from tests.years.year import Size, World

pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def lived(shared_db: str, django_db_blocker: object) -> World:
    """A world that has lived for three months, all well."""
    world = World(11, Size(months=3, contracts=80, jumps=0))
    world.run()
    world.view.seen.read_on()
    return world


def some(world: World, state: str) -> tuple[str, Month, Owed]:
    return next(each for each in world.view.months() if each[2].state == state)


def forget_a_month(world: World) -> Callable[[], None]:
    who, month, each = some(world, "paid")
    del world.model.owed[who][month]
    return lambda: world.model.owed[who].update({month: each})


def call_a_month_unpaid(world: World) -> Callable[[], None]:
    _, _, each = some(world, "paid")
    each.state = "asked"
    return lambda: setattr(each, "state", "paid")


def post_once_more(world: World) -> Callable[[], None]:
    world.view.seen.twice.append((world.view.months()[0][0], Month(2026, 2)))
    return world.view.seen.twice.clear


def lose_a_yen(account: str) -> Callable[[World], Callable[[], None]]:
    def lose(world: World) -> Callable[[], None]:
        accounts = world.view.seen.accounts
        accounts[account] -= 1
        return lambda: accounts.update({account: 1})

    return lose


def leave_unconfirmed(world: World) -> Callable[[], None]:
    world.view.sums["unconfirmed"] = 1
    return lambda: world.view.sums.update({"unconfirmed": 0})


def owe_before_joining(world: World) -> Callable[[], None]:
    who, *_ = some(world, "paid")
    world.model.owed[who][Month(2020, 1)] = Owed(1_000, world.size.first)
    return lambda: world.model.owed[who].pop(Month(2020, 1))


def hear_nothing(world: World) -> Callable[[], None]:
    each, number, code = next(
        (each, number, code)
        for each in world.model.rounds.values()
        for number, code in each.codes.items()
        if code != "0" and number not in each.unheard
    )
    each.codes[number] = "0"
    return lambda: each.codes.update({number: code})


def forget_a_promise(world: World) -> Callable[[], None]:
    _, _, each = some(world, "paid")
    each.state = "scheduled"
    return lambda: setattr(each, "state", "paid")


def warn_nobody(world: World) -> Callable[[], None]:
    each = next(iter(world.model.rounds.values()))
    each.left_out["000000000"] = "too_many_unpaid"
    return lambda: each.left_out.pop("000000000")


def miss_a_confirmation(world: World) -> Callable[[], None]:
    world.view.overdue.add("skk-agency-2020-01")
    return lambda: world.view.overdue.discard("skk-agency-2020-01")


def lose_a_transfer(world: World) -> Callable[[], None]:
    world.view.seen.keys += 1
    return lambda: setattr(world.view.seen, "keys", world.view.seen.keys - 1)


def show_everything_unpaid(world: World) -> Callable[[], None]:
    paid = [each for _, _, each in world.view.months() if each.state == "paid"]
    for each in paid:
        each.state = "asked"
    return lambda: [setattr(each, "state", "paid") for each in paid] and None


def by_sql(statement: str) -> Callable[[World], Callable[[], None]]:
    def change(world: World) -> Callable[[], None]:
        seen.rows(statement)
        return lambda: None

    return change


TOO_MUCH = "UPDATE premium_total SET owed = 9000000"
TOLD_AGAIN = (
    "INSERT INTO notice (id, key, party_id, contract_id, kind, at, title, body, actions)"
    " SELECT gen_random_uuid(), key || ':2', party_id, contract_id, kind, at, title, body, actions"
    " FROM notice"
)
BREAKING = [
    (i.dues_are_paid_open_waived_or_refunded, forget_a_month),
    (i.dues_are_paid_open_waived_or_refunded, call_a_month_unpaid),
    (i.the_journal_balances, lose_a_yen("premiums:skk")),
    (i.money_is_the_same_at_the_bank_and_in_the_books, lose_a_yen("bank:collections:skk")),
    (i.what_was_debited_is_in_transit_or_in_the_bank, lose_a_yen("transit:collections:skk")),
    (i.nobody_is_debited_twice_for_a_month, post_once_more),
    (i.no_cycle_waits_for_its_confirmation, leave_unconfirmed),
    (i.every_month_is_as_the_model_has_it, forget_a_month),
    (i.months_are_those_the_law_counts, owe_before_joining),
    (i.no_total_is_above_its_ceiling, by_sql(TOO_MUCH)),
    (i.every_promise_is_kept_or_told, hear_nothing),
    (i.every_promise_of_a_day_comes_up_on_it, forget_a_promise),
    (i.every_late_confirmation_has_a_name, miss_a_confirmation),
    (i.whoever_is_asked_no_more_is_warned, warn_nobody),
    (i.a_holder_reads_what_is, show_everything_unpaid),
    (i.nobody_is_told_the_same_twice, by_sql(TOLD_AGAIN)),
    (i.the_seals_verify, lose_a_transfer),
    (i.the_product_finds_its_books_sound, by_sql(TOO_MUCH)),
]


def test_every_invariant_is_shown_to_fail() -> None:
    assert {look for look, _ in BREAKING} == {*i.DAILY, *i.MONTHLY}


@pytest.mark.parametrize(("look", "broken"), BREAKING, ids=lambda each: each.__name__)
def test_an_invariant_fails_on_what_breaks_it(
    look: Callable[..., None], broken: Callable[[World], Callable[[], None]], lived: World
) -> None:
    look(lived.view, lived.now)

    with transaction.atomic():
        restore = broken(lived)
        with pytest.raises(Broken):
            look(lived.view, lived.now)
        restore()
        transaction.set_rollback(True)

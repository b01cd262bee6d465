"""Results: every record answered once, sums that agree, at their time; and the wrong ones."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kyosai.basis.refusal import Malformed
from kyosai.formats.zengin import debit_results
from outside_world import faults
from outside_world.bank import accounts, answers, layout, results
from outside_world.bank.rounds import Rounds
from outside_world.workshop import appointments
from outside_world.world import World
from tests.outside_world import bank_steps
from tests.outside_world.bank_steps import ANSWERED, DEBITED, IN_TIME, NAME, Debit

Freeze = Callable[[datetime], None]
RESULT = "Z91-skk-agency-2026-12-18-01-result.dat"
THREE = [Debit(1), Debit(2, number="9100001", yen=20_000), Debit(3, yen=500)]
DAY = date(2026, 12, 18)


@pytest.fixture
def answered(
    client: FlaskClient, world: World, rounds: Rounds, frozen: Freeze
) -> Callable[..., list[bytes]]:
    """Hand debits in, let the days pass, and return every result file in order."""

    def answer(debits: list[Debit], *, until: datetime = ANSWERED) -> list[bytes]:
        frozen(IN_TIME)
        taken = bank_steps.hand_in(client, world, bank_steps.request(debits))
        assert taken.status_code == 201
        for moment in (DEBITED, ANSWERED, until):
            frozen(moment)
            rounds.act(moment)
        names = [row["name"] for row in bank_steps.listed(client, world)]
        return [bank_steps.fetched(client, world, name) for name in names]

    return answer


Answered = Callable[..., list[bytes]]


def read(content: bytes, debits: list[Debit]) -> list[debit_results.DebitResult]:
    return debit_results.read_results(content, request=bank_steps.request(debits), debit_on=DAY)


def test_the_consignor_can_read_the_result(answered: Answered) -> None:
    (content,) = answered(THREE)

    found = read(content, THREE)
    assert [(int(each.customer_number), each.code) for each in found] == [
        (1, "0"), (2, "1"), (3, "0"),
    ]  # fmt: skip
    assert content.split(b"\r\n")[-3][:55] == (
        b"8000003000000030500000002000000010500000001000000020000"
    )


def test_a_result_comes_at_its_time_and_not_before(
    client: FlaskClient, world: World, rounds: Rounds, frozen: Freeze
) -> None:
    frozen(IN_TIME)
    bank_steps.hand_in(client, world, bank_steps.request(THREE))
    rounds.act(IN_TIME)
    assert appointments.read(world.clock.folder)["bank"].next == DEBITED
    rounds.act(DEBITED)
    assert appointments.read(world.clock.folder)["bank"].next == ANSWERED

    rounds.act(ANSWERED - timedelta(seconds=1))
    assert bank_steps.listed(client, world) == []
    rounds.act(ANSWERED)

    assert [row["name"] for row in bank_steps.listed(client, world)] == [RESULT]
    assert appointments.read(world.clock.folder)["bank"].next is None


def test_only_later_results_are_listed_since_a_moment(
    client: FlaskClient, world: World, answered: Answered
) -> None:
    faults.switch(world.memory, "bank.sent_twice", on=True)
    answered(THREE)
    first, second = bank_steps.listed(client, world)

    later = bank_steps.listed(client, world, since=first["made_at"])

    assert [row["name"] for row in later] == [second["name"]]
    assert bank_steps.listed(client, world, since=second["made_at"]) == []


@pytest.mark.parametrize(
    ("number", "code"),
    [(sample.number, accounts.CODES[sample.debit]) for sample in accounts.samples().values()],
)
def test_every_sample_account_answers_as_the_panel_says(
    answered: Answered, number: str, code: str
) -> None:
    (content,) = answered([Debit(1, number=number)])

    assert bank_steps.codes(content) == code


@pytest.mark.parametrize("state", accounts.CODES)
def test_an_account_answers_by_the_state_set_by_hand(
    client: FlaskClient, answered: Answered, state: str
) -> None:
    account = {"bank_code": "9901", "branch_code": "101", "acct_type": "1", "acct_no": "7777777"}
    assert client.post("/bank/accounts", json=account | {"state": state}).status_code == 200

    (content,) = answered([Debit(1, number="7777777"), Debit(2, number="7777777", branch="102")])

    assert bank_steps.codes(content) == accounts.CODES[state] + "0"


def test_funds_may_be_short_once_and_then_come(world: World) -> None:
    account = ("9901", "101", "1", "7777777")
    accounts.set_state(world.memory, account, state="short", times=1)
    lines = layout.records(bank_steps.request([Debit(1, number="7777777")]))[1:-2]

    found = [answers.codes(world.memory, lines, name=name) for name in ("first", "second")]

    assert found == ["1", "0"]


@pytest.mark.parametrize(
    ("debit", "code"),
    [
        (Debit(holder="ﾐﾎﾝ ｼｮｳﾀ"), "9"), (Debit(holder="mihon"), "9"), (Debit(holder="ﾐﾎ-ﾝ･"), "9"),
        (Debit(holder="ﾐ-ﾎﾝ ｦ(ｶ)./"), "0"), (Debit(bank="0000"), "9"), (Debit(bank="9999"), "9"),
        (Debit(bank="99A1"), "9"), (Debit(branch="999"), "9"),
        (Debit(bank="9900", branch="999"), "0"), (Debit(bank="9900", branch="018"), "0"),
        (Debit(bank="9900", branch="101"), "9"), (Debit(kind="4"), "9"), (Debit(new_code="3"), "9"),
        (Debit(number="12345 7"), "9"), (Debit(number="0000000"), "2"), (Debit(yen=0), "9"),
    ],
)  # fmt: skip
def test_a_bad_record_is_answered_while_the_file_goes_on(
    answered: Answered, debit: Debit, code: str
) -> None:
    (content,) = answered([debit, Debit(2)])

    assert bank_steps.codes(content) == code + "0"


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    debits=st.lists(
        st.builds(
            Debit,
            customer=st.integers(1, 10**19),
            number=st.sampled_from([*accounts.samples(), "5555555"]),
            yen=st.integers(1, 70_000),
            new_code=st.sampled_from("012"),
        ),
        min_size=1, max_size=30, unique_by=lambda debit: debit.customer,
    ),
    seed=st.integers(0, 99),
)  # fmt: skip
def test_result_totals_equal_request_totals(world: World, debits: list[Debit], seed: int) -> None:
    answers.set_profile(world.memory, mode=answers.ASSUMED, seed=seed)
    content = bank_steps.request(debits)
    lines = layout.records(content)[1:-2]
    codes = answers.codes(world.memory, lines, name=NAME)

    result = results.written({"content": content}, codes)  # type: ignore[arg-type]

    found = debit_results.read_results(result, request=content, debit_on=DAY)
    assert [int(each.customer_number) for each in found] == [each.customer for each in debits]
    assert sum(each.amount.amount for each in found) == sum(each.yen for each in debits)


def test_the_assumed_profile_falls_as_assumed_and_the_same_under_a_seed(world: World) -> None:
    lines = layout.records(bank_steps.request([Debit(n) for n in range(4000)]))[1:-2]
    lines = [line.replace(b"1234567", b"5555555") for line in lines]
    answers.set_profile(world.memory, mode=answers.ASSUMED, seed=7)

    codes = answers.codes(world.memory, lines, name="one")
    world.memory.write("DELETE FROM was_short")

    assert 60 <= codes.count("1") <= 140  # 2.4 % of 4,000
    assert codes == answers.codes(world.memory, lines, name="one")
    assert codes != answers.codes(world.memory, lines, name="another")


def test_whoever_was_short_pays_at_the_next_debit_as_assumed(world: World) -> None:
    lines = layout.records(bank_steps.request([Debit(n) for n in range(1000)]))[1:-2]
    lines = [line.replace(b"1234567", b"5555555") for line in lines]
    world.memory.write("INSERT INTO was_short VALUES (?)", f"{0:020}")
    with world.memory.together() as connection:
        connection.executemany(
            "INSERT OR IGNORE INTO was_short VALUES (?)", [(f"{n:020}",) for n in range(1000)]
        )
    answers.set_profile(world.memory, mode=answers.ASSUMED, seed=1)

    codes = answers.codes(world.memory, lines, name="rebill")

    assert 650 <= codes.count("0") <= 750


@pytest.mark.parametrize(
    ("fault", "field"),
    [
        ("bank.missing_record", "顧客番号"), ("bank.repeated_record", "顧客番号"),
        ("bank.wrong_total", "振替済金額"), ("bank.changed_byte", "預金者名"),
        ("bank.shifted_day", "引落日"),
    ],
)  # fmt: skip
def test_a_wrong_file_on_demand_is_refused_by_the_consignor(
    world: World, answered: Answered, fault: str, field: str
) -> None:
    faults.switch(world.memory, fault, on=True)

    (content,) = answered(THREE)

    with pytest.raises(Malformed) as refusal:
        read(content, THREE)
    assert refusal.value.field == field


def test_a_good_file_can_be_sent_again_after_a_wrong_one(
    client: FlaskClient, world: World, answered: Answered
) -> None:
    faults.switch(world.memory, "bank.wrong_total", on=True)
    answered(THREE)

    name = client.post("/bank/resend", json={"request_name": NAME}).get_json()["name"]

    assert name == "Z91-skk-agency-2026-12-18-01-result-2.dat"
    assert len(read(bank_steps.fetched(client, world, name), THREE)) == 3
    assert client.post("/bank/resend", json={"request_name": "other"}).status_code == 404


def test_an_unused_code_on_demand_is_alarming(world: World, answered: Answered) -> None:
    faults.switch(world.memory, "bank.code_5", on=True)

    (content,) = answered(THREE)

    assert read(content, THREE)[0].is_alarming


def test_a_late_file_comes_one_bank_day_later(
    client: FlaskClient, world: World, answered: Answered
) -> None:
    faults.switch(world.memory, "bank.late", on=True)

    assert answered(THREE) == []
    assert appointments.read(world.clock.folder)["bank"].next == ANSWERED + timedelta(days=1)


def test_a_late_file_does_come(world: World, answered: Answered) -> None:
    faults.switch(world.memory, "bank.late", on=True)

    (content,) = answered(THREE, until=ANSWERED + timedelta(days=1))

    assert bank_steps.codes(content) == "010"


def test_a_file_sent_twice_is_the_same_file(world: World, answered: Answered) -> None:
    faults.switch(world.memory, "bank.sent_twice", on=True)

    first, second = answered(THREE)

    assert first == second


def test_no_answer_yet_is_followed_by_the_final_one(world: World, answered: Answered) -> None:
    faults.switch(world.memory, "bank.n_then_final", on=True)

    first, final = answered(THREE, until=ANSWERED + timedelta(days=1))

    assert (bank_steps.codes(first), bank_steps.codes(final)) == ("N10", "010")
    assert len(read(final, THREE)) == 3


def test_the_banks_books_agree_with_its_results(client: FlaskClient, answered: Answered) -> None:
    answered(THREE)

    (books,) = client.get("/bank/requests").get_json()["requests"]
    assert (books["done_total"], books["failed_total"], books["total"]) == (10_500, 20_000, 30_500)


def test_nothing_is_debited_twice_by_a_second_round(
    client: FlaskClient, world: World, rounds: Rounds, answered: Answered
) -> None:
    answered(THREE)

    Rounds(world).act(ANSWERED + timedelta(hours=1))

    assert len(bank_steps.listed(client, world)) == 1


@pytest.mark.parametrize(
    "wish", [None, [], {"state": "ok"}, {"bank_code": "1", "state": "ok"},
             {"bank_code": "9901", "branch_code": "101", "acct_type": "1", "acct_no": "1234567",
              "state": "rich"}],
)  # fmt: skip
def test_an_unclear_account_is_not_set(client: FlaskClient, wish: object) -> None:
    assert client.post("/bank/accounts", json=wish).status_code == 400


def test_the_profile_is_chosen_by_json(client: FlaskClient) -> None:
    assert client.post("/bank/profile", json={"mode": "assumed", "seed": 3}).status_code == 200
    assert client.get("/bank/accounts").get_json()["profile"] == {"mode": "assumed", "seed": 3}
    assert client.post("/bank/profile", json={"mode": "worst"}).status_code == 400


def test_a_round_as_of_an_earlier_moment_takes_nothing_back(world: World, rounds: Rounds) -> None:
    rounds.act(ANSWERED)
    rounds.act(DEBITED)

    assert appointments.read(world.clock.folder)["bank"].seen == ANSWERED

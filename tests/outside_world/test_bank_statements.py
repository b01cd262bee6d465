"""Money at the bank: credited on the channel's day, stated every bank morning; or not."""

from collections.abc import Callable
from datetime import date, datetime

import pytest
from flask.testing import FlaskClient

from kyosai.basis import fingerprint
from kyosai.basis.refusal import Malformed
from kyosai.basis.tokyo import TOKYO
from kyosai.formats.zengin.statement import Statement, read_statements
from outside_world import faults
from outside_world.bank.rounds import Rounds
from outside_world.world import World
from tests.outside_world import bank_steps
from tests.outside_world.bank_steps import DEBITED, IN_TIME, Debit

Freeze = Callable[[datetime], None]
THREE = [Debit(1), Debit(2, number="9100001", yen=20_000), Debit(3, number="9100006", yen=500)]
REMITTED = datetime(2026, 12, 28, 10, 0, tzinfo=TOKYO)
STATED = datetime(2026, 12, 29, 8, 0, tzinfo=TOKYO)
MORNING = "Z03-skk-2026-12-28.dat"


@pytest.fixture
def pass_days(
    client: FlaskClient, world: World, rounds: Rounds, frozen: Freeze
) -> Callable[..., None]:
    """Hand three debits in and let the days pass."""

    def go(*more: datetime) -> None:
        frozen(IN_TIME)
        assert bank_steps.hand_in(client, world, bank_steps.request(THREE)).status_code == 201
        for moment in (IN_TIME, DEBITED, REMITTED, STATED, *more):
            frozen(moment)
            rounds.act(moment)

    return go


def listed(client: FlaskClient, world: World, since: str = "") -> list[str]:
    query = {"since": since} if since else None
    answer = bank_steps.call(client, world, "GET", "/statements", query=query)
    return [row["name"] for row in answer.get_json()["statements"]]


def stated(client: FlaskClient, world: World, name: str = MORNING) -> Statement:
    answer = bank_steps.call(client, world, "GET", f"/statements/{name}")
    assert answer.headers["X-Digest"] == fingerprint.digest(answer.data)
    (found,) = read_statements(answer.data, received_on=date(2027, 1, 5))
    return found


def test_the_cycles_money_is_credited_on_its_day_and_stated_the_next_morning(
    client: FlaskClient, world: World, pass_days: Callable[..., None]
) -> None:
    pass_days()

    found = stated(client, world)
    assert [(line.amount.amount, line.edi, line.is_credit) for line in found.lines] == [
        (10_500, "Z91-AGENCY-20261218", True)
    ]
    assert (found.account_number, found.opening.amount, found.closing.amount) == (
        "0001234", 0, 10_500,
    )  # fmt: skip


def test_there_is_a_statement_of_each_account_for_every_bank_day(
    client: FlaskClient, world: World, pass_days: Callable[..., None]
) -> None:
    pass_days()

    names = listed(client, world)
    days = ["09", "10", "11", "14", "15", "16", "17", "18", "21", "22", "23", "24", "25", "28"]
    assert names == [
        f"Z03-{scheme}-2026-12-{day}.dat" for day in days for scheme in ("skk", "tosanboshi")
    ]
    assert listed(client, world, "2026-12-28T12:00:00+09:00") == names[-2:]
    quiet = stated(client, world, "Z03-tosanboshi-2026-12-28.dat")
    assert (quiet.account_number, quiet.lines) == ("0001235", ())


def test_one_days_balance_goes_on_where_the_last_one_ended(
    client: FlaskClient, world: World, pass_days: Callable[..., None]
) -> None:
    pass_days(datetime(2026, 12, 30, 8, 0, tzinfo=TOKYO))

    following = stated(client, world, "Z03-skk-2026-12-29.dat")
    assert (following.opening.amount, following.closing.amount) == (10_500, 10_500)


@pytest.mark.parametrize(
    ("fault", "entries"),
    [
        ("bank.remittance_late", {"28": [], "29": [10_500]}),
        ("bank.remittance_missing", {"28": [], "29": []}),
        ("bank.remittance_wrong", {"28": [10_499], "29": []}),
    ],
)
def test_a_faulty_remittance_is_late_lost_or_short(
    client: FlaskClient,
    world: World,
    pass_days: Callable[..., None],
    fault: str,
    entries: dict[str, list[int]],
) -> None:
    faults.switch(world.memory, fault, on=True, times=1)

    pass_days(*(datetime(2026, 12, day, hour, 0, tzinfo=TOKYO) for day, hour in
                ((29, 10), (30, 8))))  # fmt: skip

    found = {day: stated(client, world, f"Z03-skk-2026-12-{day}.dat") for day in entries}
    assert {
        day: [line.amount.amount for line in each.lines] for day, each in found.items()
    } == entries


def test_a_spoiled_statement_is_made_again(
    client: FlaskClient, world: World, pass_days: Callable[..., None]
) -> None:
    faults.switch(world.memory, "bank.statement_wrong_total", on=True)
    pass_days()

    again = client.post("/bank/statements/again", json={"name": MORNING}).get_json()["name"]

    with pytest.raises(Malformed, match="入金額合計"):
        stated(client, world)
    assert again == "Z03-skk-2026-12-28-2.dat"
    assert stated(client, world, again).closing.amount == 10_500


def test_somebody_pays_by_an_ordinary_transfer(
    client: FlaskClient, world: World, pass_days: Callable[..., None]
) -> None:
    pass_days()
    wish = {"purpose": "skk", "yen": 10_000, "payer": "ﾐﾎﾝ ﾊﾅｺ"}

    answer = client.post("/bank/credit", json=wish)

    books = client.get("/bank/statements").get_json()["entries"]
    assert answer.status_code == 200
    assert [(each["payer"], each["yen"], each["edi"]) for each in books][-1] == (
        "ﾐﾎﾝ ﾊﾅｺ", 10_000, "",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("path", "wish", "status"),
    [
        ("/bank/credit", {"purpose": "lottery", "yen": 1, "payer": ""}, 400),
        ("/bank/credit", {"purpose": "skk", "yen": 0, "payer": ""}, 400),
        ("/bank/statements/again", {"name": "x"}, 404),
    ],
)
def test_a_wish_that_cannot_be_is_refused(
    client: FlaskClient, path: str, wish: dict[str, object], status: int
) -> None:
    assert client.post(path, json=wish).status_code == status


def test_nobody_else_reads_the_statements(client: FlaskClient, world: World) -> None:
    answer = bank_steps.call(client, world, "GET", "/statements", key=b"guess")

    assert answer.status_code == 401
    assert bank_steps.call(client, world, "GET", "/statements/x.dat").status_code == 404

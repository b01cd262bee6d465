"""The bank pays: single accounts at once, files on their day; each once, what fails comes back."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient

from kyosai.basis.tokyo import TOKYO
from outside_world import faults
from outside_world.bank.rounds import Rounds
from outside_world.world import CONSIGNOR_CODE, World
from tests.outside_world import bank_steps

Freeze = Callable[[datetime], None]
NOW = datetime(2026, 12, 1, 10, 5, tzinfo=TOKYO)
NUMBER, NAME = "P-00000001-95", "Z21-skk-2026-12-02-01.dat"
PAID = datetime(2026, 12, 2, 9, 0, tzinfo=TOKYO)
BACK = datetime(2026, 12, 3, 9, 0, tzinfo=TOKYO)


@pytest.fixture(autouse=True)
def in_time(frozen: Freeze) -> None:
    frozen(NOW)


def wish(**changes: Any) -> bytes:
    account = {"bank_code": "9901", "branch_code": "001", "account_kind": "1"}
    known = {"account_number": "1234567", "payee": "ﾐﾎﾝ ﾊﾅｺ", "purpose": "skk", "yen": 100_000}
    return json.dumps(account | known | changes).encode()


def pay(client: FlaskClient, world: World, content: bytes, number: str = NUMBER) -> Any:
    return bank_steps.call(client, world, "PUT", f"/payments/{number}", content)


def check(client: FlaskClient, world: World, **changes: Any) -> str:
    asked, kind = wish(**changes), "application/json"
    answer = bank_steps.call(client, world, "POST", "/accounts/check", asked, kind=kind)
    return str(answer.get_json()["result"])


def file(*numbers: str, yen: int = 10_000, mmdd: str = "1202", account: str = "0001234") -> bytes:
    """Return a file of payments: records 1, 2 …, 8 and 9 of 120 bytes each."""
    data = [
        f"2{'9901'}{'':15}{'001'}{'':15}{'':4}1{number}{'ﾐﾎﾝ ﾊﾅｺ':30}{yen:010d}0{place:020d}{'':9}"
        for place, number in enumerate(numbers, start=195)
    ]
    lines = [
        f"1210{CONSIGNOR_CODE}{'ｷﾖｳｻｲ':40}{mmdd}9901{'':15}001{'':15}1{account}{'':17}",
        *data,
        f"8{len(data):06d}{yen * len(data):012d}{'':101}",
        f"9{'':119}",
    ]
    assert {len(line) for line in lines} == {120}
    return "".join(line + "\r\n" for line in lines).encode("cp932")


def hand_in(client: FlaskClient, world: World, content: bytes, name: str = NAME) -> Any:
    return bank_steps.call(client, world, "PUT", f"/transfers/{name}", content)


def entries(world: World) -> list[tuple[str, int, str]]:
    rows = world.memory.rows("SELECT booked_on, yen, edi FROM entry ORDER BY number")
    return [tuple(row) for row in rows]


class TestAtOnce:
    """One account, at once, within the hours; the same again is the same receipt."""

    def test_a_payment_leaves_our_account_once_however_often_it_is_asked_for(
        self, client: FlaskClient, world: World
    ) -> None:
        answers = [pay(client, world, wish()) for _ in range(3)]

        assert [each.status_code for each in answers] == [200, 200, 200]
        assert len({each.get_json()["receipt"] for each in answers}) == 1
        assert entries(world) == [("2026-12-01", -100_000, NUMBER)]

    def test_other_bytes_under_its_number_are_refused(
        self, client: FlaskClient, world: World
    ) -> None:
        pay(client, world, wish())

        assert pay(client, world, wish(yen=100_001)).status_code == 409
        assert len(entries(world)) == 1

    @pytest.mark.parametrize(
        ("at", "status"),
        [
            (datetime(2026, 12, 1, 8, 29, 59, tzinfo=TOKYO), 503),
            (datetime(2026, 12, 1, 8, 30, tzinfo=TOKYO), 200),
            (datetime(2026, 12, 1, 17, 59, 59, tzinfo=TOKYO), 200),
            (datetime(2026, 12, 1, 18, 0, tzinfo=TOKYO), 503),
            (datetime(2026, 12, 5, 10, 0, tzinfo=TOKYO), 503),
        ],
    )
    def test_it_has_hours(
        self, client: FlaskClient, world: World, frozen: Freeze, at: datetime, status: int
    ) -> None:
        frozen(at)

        assert pay(client, world, wish()).status_code == status

    def test_what_was_paid_is_known_after_hours(
        self, client: FlaskClient, world: World, frozen: Freeze
    ) -> None:
        pay(client, world, wish())
        frozen(NOW + timedelta(hours=12))

        assert pay(client, world, wish()).status_code == 200

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"account_number": "9200001"}, "account_number"),
            ({"purpose": "pigeons"}, "purpose"),
            ({"yen": 0}, "yen"),
            ({"yen": 10**10}, "yen"),
            ({"yen": "1"}, "yen"),
            ({"more": 1}, "body"),
        ],
    )
    def test_what_it_refuses_it_says_why(
        self, client: FlaskClient, world: World, changes: dict[str, Any], field: str
    ) -> None:
        answer = pay(client, world, wish(**changes))

        assert (answer.status_code, answer.get_json()["field"]) == (422, field)
        assert entries(world) == []

    def test_unanswered_it_has_paid_all_the_same(self, client: FlaskClient, world: World) -> None:
        faults.switch(world.memory, "bank.payment_unanswered", on=True, times=1)

        answers = [pay(client, world, wish()).status_code for _ in range(2)]

        assert answers == [503, 200]
        assert len(entries(world)) == 1

    def test_money_for_a_closed_account_comes_back_the_next_bank_day(
        self, client: FlaskClient, world: World, rounds: Rounds
    ) -> None:
        pay(client, world, wish(account_number="9200003"))
        for _ in range(2):
            rounds.act(PAID)

        assert entries(world)[1:] == [("2026-12-02", 100_000, f"R21-{NUMBER}")]


@pytest.mark.parametrize(
    ("changes", "result"),
    [
        ({}, "0"),
        ({"account_number": "9200001"}, "1"),
        ({"account_number": "9200002"}, "2"),
        ({"account_number": "12"}, "9"),
        ({"bank_code": "0000"}, "1"),
    ],
)
def test_an_account_is_asked_about_first(
    client: FlaskClient, world: World, changes: dict[str, Any], result: str
) -> None:
    assert check(client, world, **changes) == result


class TestFiles:
    """A file of payments, handed in by three of the bank day before, paid at nine of its day."""

    def test_it_is_paid_once_on_its_day(
        self, client: FlaskClient, world: World, rounds: Rounds
    ) -> None:
        content = file("1234567", "1234568")
        answers = [hand_in(client, world, content) for _ in range(2)]
        before = entries(world)

        for _ in range(2):
            rounds.act(PAID)

        assert [each.status_code for each in answers] == [201, 200]
        assert answers[0].get_json() == answers[1].get_json()
        assert (answers[0].get_json()["records"], answers[0].get_json()["total"]) == (2, 20_000)
        assert before == []
        assert entries(world) == [("2026-12-02", -20_000, "Z21-S-20261202-01")]

    def test_what_finds_no_account_comes_back_under_its_number(
        self, client: FlaskClient, world: World, rounds: Rounds
    ) -> None:
        hand_in(client, world, file("1234567", "9200003"))
        rounds.act(PAID)
        rounds.act(BACK)

        assert entries(world)[1:] == [("2026-12-03", 10_000, "R21-P-00000001-96")]

    @pytest.mark.parametrize(
        ("content", "name", "field"),
        [
            (file("1234567", mmdd="1203"), NAME, "取組日"),
            (file("1234567", account="0001235"), NAME, "口座番号（依頼人）"),
            (file("1234567").replace(b"8000001", b"8000002"), NAME, "合計件数・合計金額"),
            (file("1234567").replace(b"1210", b"1910"), NAME, "種別コード"),
            (file("1234567"), "Z21-pigeons-2026-12-02-01.dat", "ファイル名"),
            (file("1234567", mmdd="1205"), "Z21-skk-2026-12-05-01.dat", "取組日"),
        ],
        ids=["別の日", "別の口座", "合計違い", "別の種別", "知らない口座", "土曜日"],
    )
    def test_a_wrong_file_is_refused_whole(
        self, client: FlaskClient, world: World, content: bytes, name: str, field: str
    ) -> None:
        answer = hand_in(client, world, content, name)

        assert (answer.status_code, answer.get_json()["field"]) == (422, field)

    def test_the_desk_closes_at_three(
        self, client: FlaskClient, world: World, frozen: Freeze
    ) -> None:
        answers = []
        for second in (-1, 0):
            frozen(datetime(2026, 12, 1, 15, 0, tzinfo=TOKYO) + timedelta(seconds=second))
            name = NAME.replace("-01.dat", f"-{second + 2:02d}.dat")
            answers.append(hand_in(client, world, file("1234567", yen=second + 5), name))

        assert [each.status_code for each in answers] == [201, 422]

    def test_equal_bytes_under_another_name_and_others_under_this_are_refused(
        self, client: FlaskClient, world: World
    ) -> None:
        hand_in(client, world, file("1234567"))

        again = hand_in(client, world, file("1234567"), NAME.replace("01.dat", "02.dat"))
        other = hand_in(client, world, file("1234568"))

        assert (again.status_code, other.status_code) == (409, 409)


def test_whoever_does_not_sign_pays_nothing(client: FlaskClient, world: World) -> None:
    answer = bank_steps.call(
        client, world, "PUT", f"/payments/{NUMBER}", wish(), key=b"somebody else's"
    )

    assert answer.status_code == 401
    assert entries(world) == []

"""The bank's desk: windows and cut-offs, whole files refused, equal files taken once."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from flask.testing import FlaskClient

from kyosai.basis.tokyo import TOKYO
from outside_world.bank import channels
from outside_world.world import World
from tests.outside_world import bank_steps
from tests.outside_world.bank_steps import IN_TIME, NAME, Debit

Freeze = Callable[[datetime], None]
GOOD = bank_steps.request([Debit(1), Debit(2, yen=500)])


@pytest.fixture(autouse=True)
def in_time(frozen: Freeze) -> None:
    frozen(IN_TIME)


def test_a_good_file_gets_a_receipt(client: FlaskClient, world: World) -> None:
    answer = bank_steps.hand_in(client, world, GOOD)

    receipt = answer.get_json()
    assert answer.status_code == 201
    assert (receipt["name"], receipt["records"], receipt["total"]) == (NAME, 2, 10_500)
    assert receipt["received_at"] == IN_TIME.isoformat()


def test_the_same_file_twice_gets_the_same_receipt(client: FlaskClient, world: World) -> None:
    first = bank_steps.hand_in(client, world, GOOD)
    again = bank_steps.hand_in(client, world, GOOD)

    assert (first.status_code, again.status_code) == (201, 200)
    assert first.get_json() == again.get_json()


def test_the_same_file_is_known_after_the_cut_off(
    client: FlaskClient, world: World, frozen: Freeze
) -> None:
    bank_steps.hand_in(client, world, GOOD)
    frozen(IN_TIME + timedelta(days=5))

    assert bank_steps.hand_in(client, world, GOOD).status_code == 200


def test_other_bytes_under_a_name_and_the_same_under_another_are_refused(
    client: FlaskClient, world: World
) -> None:
    bank_steps.hand_in(client, world, GOOD)

    other = bank_steps.hand_in(client, world, bank_steps.request([Debit(3)]))
    elsewhere = bank_steps.hand_in(client, world, GOOD, "Z91-skk-agency-2026-12-18-02.dat")
    assert (other.status_code, elsewhere.status_code) == (409, 409)


def test_a_file_without_line_ends_is_read_too(client: FlaskClient, world: World) -> None:
    content = bank_steps.request([Debit(1)], end="")

    assert bank_steps.hand_in(client, world, content).status_code == 201


def test_a_mark_after_the_end_is_tolerated(client: FlaskClient, world: World) -> None:
    assert bank_steps.hand_in(client, world, GOOD + b"\x1a").status_code == 201


LINES = GOOD.split(b"\r\n")[:-1]


def joined(*lines: bytes) -> bytes:
    return b"".join(line + b"\r\n" for line in lines)


@pytest.mark.parametrize(
    ("content", "record", "field"),
    [
        pytest.param(b"", 1, "データ区分", id="empty"),
        pytest.param(joined(*LINES[1:]), 1, "データ区分", id="no header"),
        pytest.param(joined(LINES[0], *LINES[3:]), 2, "データ区分", id="no record"),
        pytest.param(joined(*LINES[:3], LINES[4]), 4, "データ区分", id="no trailer"),
        pytest.param(joined(*LINES[:4]), 5, "データ区分", id="no end"),
        pytest.param(GOOD + joined(LINES[4]), 6, "データ区分", id="two ends"),
        pytest.param(GOOD + GOOD, 6, "データ区分", id="two files in one"),
        pytest.param(GOOD.replace(b"\r\n", b"\n"), 1, "改行", id="LF alone"),
        pytest.param(GOOD.replace(b"\r\n", b"\r"), 1, "改行", id="CR alone"),
        pytest.param(GOOD[:-2], 5, "改行", id="last line end missing"),
        pytest.param(joined(LINES[0], LINES[1] + b" ", *LINES[2:]), 2, "長さ", id="too wide"),
        pytest.param(GOOD.replace(b"8000002", b"8000003"), 4, "合計件数・合計金額", id="count"),
        pytest.param(GOOD.replace(b"10500", b"10501"), 4, "合計件数・合計金額", id="sum"),
        pytest.param(GOOD.replace(b"0000010000", b"00000x0000"), 2, "引落金額", id="amount"),
        pytest.param(GOOD.replace(b"1910", b"1210"), 1, "種別コード", id="another business"),
        pytest.param(GOOD.replace(b"1910", b"1911"), 1, "コード区分", id="EBCDIC announced"),
        pytest.param(GOOD.replace(b"0000123456", b"0000123457"), 1, "委託者コード", id="stranger"),
        pytest.param(GOOD.replace(b"1218", b"1219"), 1, "引落日", id="another day inside"),
    ],
)
def test_a_file_that_breaks_a_rule_is_refused_whole(
    client: FlaskClient, world: World, content: bytes, record: int, field: str
) -> None:
    answer = bank_steps.hand_in(client, world, content)

    refusal = answer.get_json()
    assert answer.status_code == 422
    assert (refusal["record"], refusal["field"]) == (record, field)
    assert client.get("/bank/requests").get_json() == {"requests": []}


@pytest.mark.parametrize(
    ("moment", "status"),
    [
        ("2026-11-11T23:59:59", 422), ("2026-11-12T00:00:00", 201), ("2026-12-09T15:59:59", 201),
        ("2026-12-09T16:29:59", 201), ("2026-12-09T16:30:00", 422), ("2026-12-18T10:00:00", 422),
    ],
)  # fmt: skip
def test_files_are_taken_from_25_days_before_until_the_desk_closes(
    client: FlaskClient, world: World, frozen: Freeze, moment: str, status: int
) -> None:
    frozen(datetime.fromisoformat(moment).replace(tzinfo=TOKYO))

    assert bank_steps.hand_in(client, world, GOOD).status_code == status


@pytest.mark.parametrize(
    "name",
    [
        "Z91-skk-agency-2026-12-17-01.dat",
        "Z91-skk-agency-2026-12-28-01.dat",
        "Z91-skk-other-2026-12-18-01.dat",
        "Z91-loans-agency-2026-12-18-01.dat",
        "Z91-tosanboshi-agency-2026-12-18-01.dat",
        "Z91-skk-agency-2026-02-30-01.dat",
        "premiums.dat",
    ],
)
def test_a_day_or_channel_the_bank_does_not_know_is_refused(
    client: FlaskClient, world: World, name: str
) -> None:
    month_day = "".join(re.findall(r"-(\d\d)-(\d\d)-01", name)[0]) if "Z91" in name else "1218"
    content = bank_steps.request([Debit(1)], mmdd=month_day)

    assert bank_steps.hand_in(client, world, content, name).status_code == 422


@pytest.mark.parametrize("key", [b"guess"])
def test_only_the_consignor_is_served(client: FlaskClient, world: World, key: bytes) -> None:
    path = f"/requests/{NAME}"

    assert bank_steps.call(client, world, "PUT", path, GOOD, key=key).status_code == 401
    assert client.get("/bankfiles/results").status_code == 401


def test_a_signature_belongs_to_its_bytes(client: FlaskClient, world: World) -> None:
    good = bank_steps.call(client, world, "GET", "/results")
    headers = dict(good.request.headers)

    answer = client.put(f"/bankfiles/requests/{NAME}", data=GOOD, headers=headers)
    assert answer.status_code == 401


@pytest.mark.parametrize(
    ("purpose", "channel", "debit_on", "closes", "answers"),
    [
        ("skk", "agency", "2026-10-19", "2026-10-07T16:30:00+09:00", "2026-10-23T12:00:00+09:00"),
        ("skk", "agency", "2026-12-18", "2026-12-09T16:30:00+09:00", "2026-12-24T12:00:00+09:00"),
        ("skk", "direct", "2026-12-18", "2026-12-16T16:30:00+09:00", "2026-12-21T12:00:00+09:00"),
        ("skk", "direct", "2026-12-28", "2026-12-24T16:30:00+09:00", "2026-12-29T12:00:00+09:00"),
        ("skk", "direct", "2027-03-01", "2027-02-25T16:30:00+09:00", "2027-03-02T12:00:00+09:00"),
        (
            "tosanboshi",
            "agency",
            "2026-12-28",
            "2026-12-17T16:30:00+09:00",
            "2027-01-05T12:00:00+09:00",
        ),
        (
            "tosanboshi",
            "yucho",
            "2027-03-01",
            "2027-02-17T16:30:00+09:00",
            "2027-03-05T12:00:00+09:00",
        ),
    ],
)
def test_the_banks_own_table_gives_the_published_days(
    purpose: str, channel: str, debit_on: str, closes: str, answers: str
) -> None:
    row, day = channels.channels()[channel], date.fromisoformat(debit_on)

    assert row.debits_on(day, purpose=purpose)
    assert row.closes_at(day).isoformat() == closes
    assert row.answers_at(day).isoformat() == answers


def test_more_records_than_the_channel_takes_are_refused_whole(
    client: FlaskClient, world: World, frozen: Freeze, monkeypatch: pytest.MonkeyPatch
) -> None:
    frozen(datetime(2026, 12, 16, 15, 0, tzinfo=TOKYO))
    small = replace(channels.channels()["direct"], most_records=1)
    monkeypatch.setattr(channels, "channels", lambda: {"direct": small})

    answer = bank_steps.hand_in(client, world, GOOD, "Z91-skk-direct-2026-12-18-01.dat")

    assert answer.status_code == 422
    assert "上限" in answer.get_json()["reason"]


def test_the_schemes_are_credited_to_accounts_of_their_own(
    client: FlaskClient, world: World
) -> None:
    name, day = "Z91-tosanboshi-agency-2026-12-28-01.dat", "1228"

    own = bank_steps.request([Debit(1)], mmdd=day, credited="0001235")
    others = bank_steps.request([Debit(1)], mmdd=day)

    assert bank_steps.hand_in(client, world, others, name).get_json()["field"] == (
        "口座番号（委託者）"
    )
    assert bank_steps.hand_in(client, world, own, name).status_code == 201

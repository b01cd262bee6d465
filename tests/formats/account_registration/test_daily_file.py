"""The hub's daily file is the truth, so it is read whole or refused whole."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kyosai.basis.refusal import Malformed
from kyosai.formats.account_registration.daily_file import MandateResult, read_day

HERE = Path(__file__).parent.parent
CRASHERS = HERE / "crashers" / "mandate_day"
BROKEN = tomllib.loads((CRASHERS / "index.toml").read_text("utf-8"))
GOOD = (HERE / "golden" / "mandate_day.csv").read_bytes()
DAY = date(2026, 11, 18)


def test_a_day_is_read_with_its_registered_and_its_refused() -> None:
    results = read_day(GOOD, day=DAY)

    assert results[0] == MandateResult(
        "REQ0001", "00000000000000000001", "9901", "001", "1", "0012345", "ﾐﾎﾝ ﾊﾅｺ", "00", DAY
    )
    assert [result.is_registered for result in results] == [True, False, True]
    assert results[1].registered_on is None


def test_a_day_without_mandates_is_a_file_too() -> None:
    empty = GOOD[: GOOD.index(b"\r\n") + 2] + b"END,0\r\n"

    assert read_day(empty, day=DAY) == []


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_a_broken_file_is_refused_whole(name: str) -> None:
    content = (CRASHERS / f"{name}.csv").read_bytes()

    with pytest.raises(Malformed) as refused:
        read_day(content, day=DAY)

    assert (refused.value.record, refused.value.field) == (
        BROKEN[name]["record"],
        BROKEN[name]["field"],
    ), BROKEN[name]["broken"]


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_a_refusal_tells_nobodys_account_and_nobodys_name(name: str) -> None:
    content = (CRASHERS / f"{name}.csv").read_bytes()
    lines = [line.split(",") for line in content.decode("cp932", "replace").splitlines()[1:]]
    personal = {column for line in lines for column in line[5:7] if column}

    with pytest.raises(Malformed) as refused:
        read_day(content, day=DAY)

    assert not [fact for fact in personal if fact in str(refused.value)]


def test_every_broken_file_is_in_the_index() -> None:
    assert {path.stem for path in CRASHERS.glob("*.csv")} == set(BROKEN)


@settings(max_examples=400, deadline=None)
@given(st.integers(0, len(GOOD) - 1), st.integers(0, 255))
def test_a_changed_byte_is_read_or_refused_and_nothing_else(place: int, byte: int) -> None:
    changed = bytearray(GOOD)
    changed[place] = byte

    try:
        results = read_day(bytes(changed), day=DAY)
    except Malformed:
        return
    assert len(results) == 3


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(GOOD) - 1))
def test_a_file_cut_short_is_refused(length: int) -> None:
    with pytest.raises(Malformed):
        read_day(GOOD[:length], day=DAY)


@given(st.binary(max_size=400))
def test_any_bytes_at_all_are_refused(content: bytes) -> None:
    with pytest.raises(Malformed):
        read_day(content, day=DAY)

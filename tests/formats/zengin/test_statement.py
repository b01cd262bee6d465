"""A bank statement is believed whole: its entries, its sums, its balances, its days."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kyosai.basis.money import Yen
from kyosai.basis.refusal import Malformed
from kyosai.formats.zengin import statement
from kyosai.formats.zengin.characters import to_ebcdic
from kyosai.formats.zengin.statement import Line, Statement, read_statements

GOLDEN = (Path(__file__).parents[1] / "golden" / "z03_statement_crlf.dat").read_bytes()
DAY, RECEIVED = date(2026, 12, 18), date(2026, 12, 19)
IN = Line(
    "00000001", DAY, DAY, True, "11", Yen(70_000), "", "ｻﾝﾌﾟﾙｼﾕｳﾉｳﾀﾞｲｺｳ", "ｻﾝﾌﾟﾙ", "ﾎﾝﾃﾝ",
    "ｺｳｻﾞﾌﾘｶｴ", "Z91-AGENCY-20261218",
)  # fmt: skip
OUT = Line("00000002", DAY, DAY, False, "11", Yen(270_000), narrative="ｿｳｺﾞｳﾌﾘｺﾐ")
BACK = Line("00000003", DAY, DAY, True, "11", Yen(50_000), "", "ﾐﾎﾝ ﾊﾅｺ", "ﾐﾎﾝ", "ｴｷﾏｴ", "ｼｷﾝﾍﾝｷﾔｸ")
STATEMENT = Statement(
    created_on=RECEIVED,
    first_on=DAY,
    last_on=DAY,
    bank_code="9901",
    bank_name="ｻﾝﾌﾟﾙ",
    branch_code="001",
    branch_name="ﾎﾝﾃﾝ",
    account_kind="1",
    account_number="0001234",
    account_name="ｷﾖｳｻｲ ﾐﾎﾝ",
    opening=Yen(1_000_000),
    lines=(IN, OUT, BACK),
)


def read(content: bytes, *, received_on: date = RECEIVED) -> list[Statement]:
    return read_statements(content, received_on=received_on)


def test_the_golden_statement_is_read() -> None:
    assert read(GOLDEN) == [STATEMENT]
    assert STATEMENT.closing == Yen(850_000)


def test_the_golden_statement_is_written() -> None:
    assert statement.write([STATEMENT]) == GOLDEN


def test_without_line_ends_and_in_ebcdic_it_says_the_same() -> None:
    plain = statement.write([STATEMENT], line_ends=False)

    assert read(plain) == [STATEMENT]
    assert read(to_ebcdic(plain)) == [STATEMENT]


def test_a_day_without_entries_and_several_accounts_are_read() -> None:
    quiet = replace(STATEMENT, lines=(), account_number="0001235", opening=Yen(-5))

    assert read(statement.write([STATEMENT, quiet])) == [STATEMENT, quiet]


@pytest.mark.parametrize(
    ("written", "received_on", "day"),
    [
        pytest.param("280503", date(2016, 5, 6), date(2016, 5, 3), id="平成28年（公表の例）"),
        pytest.param("081218", date(2026, 12, 19), date(2026, 12, 18), id="令和8年"),
        pytest.param("310430", date(2019, 5, 7), date(2019, 4, 30), id="改元の前の日"),
        pytest.param("010501", date(2019, 5, 7), date(2019, 5, 1), id="改元の日"),
    ],
)
def test_a_year_is_of_the_era_of_the_files_day(written: str, received_on: date, day: date) -> None:
    content = GOLDEN.replace(b"081219081218081218", f"{written}".encode() * 3)
    content = content.replace(b"081218081218", f"{written}".encode() * 2)

    (found,) = read(content, received_on=received_on)

    assert {found.created_on, found.first_on, found.last_on, found.lines[0].booked_on} == {day}


LINES = GOLDEN.split(b"\r\n")[:-1]


def joined(*lines: bytes) -> bytes:
    return b"".join(line + b"\r\n" for line in lines)


def edited(record: int, place: int, new: bytes) -> bytes:
    """Return the golden file with other bytes at a place of one record (both from 1)."""
    lines = list(LINES)
    line = lines[record - 1]
    lines[record - 1] = line[: place - 1] + new + line[place - 1 + len(new) :]
    return joined(*lines)


@pytest.mark.parametrize(
    ("content", "record", "field"),
    [
        pytest.param(b"", 0, "改行", id="空のファイル"),
        pytest.param(GOLDEN[:-2], 6, "改行", id="最後の改行がない"),
        pytest.param(GOLDEN.replace(b"\r\n", b"\n"), 2, "改行", id="LFだけ"),
        pytest.param(joined(*LINES[1:]), 1, "データ区分", id="ヘッダがない"),
        pytest.param(joined(*LINES[:4], LINES[5]), 5, "データ区分", id="トレーラがない"),
        pytest.param(joined(*LINES[:5]), 6, "データ区分", id="エンドがない"),
        pytest.param(joined(*LINES, LINES[5]), 7, "データ区分", id="エンドが二つ"),
        pytest.param(edited(1, 2, b"91"), 1, "種別コード", id="別の種別"),
        pytest.param(edited(1, 5, b"081319"), 1, "作成日", id="ない日付"),
        pytest.param(edited(1, 5, b"090101"), 1, "作成日", id="まだ来ない日"),
        pytest.param(edited(2, 10, b"081217"), 2, "勘定日", id="期間の外の明細"),
        pytest.param(edited(2, 22, b"3"), 2, "入払区分", id="入でも払でもない"),
        pytest.param(edited(2, 25, b"00000007000A"), 2, "取引金額", id="金額が数字でない"),
        pytest.param(edited(2, 25, b"000000070001"), 5, "入金額合計", id="合計と明細がちがう"),
        pytest.param(edited(5, 2, b"000003"), 5, "入金件数", id="件数がちがう"),
        pytest.param(edited(5, 41, b"00000000850001"), 5, "取引後残高", id="残高がちがう"),
        pytest.param(edited(5, 40, b"2"), 5, "取引後残高", id="残高の符号がちがう"),
        pytest.param(edited(5, 55, b"0000004"), 5, "データ・レコード件数", id="明細の件数"),
        pytest.param(edited(6, 2, b"0000000009"), 6, "レコード総件数", id="総件数がちがう"),
        pytest.param(edited(6, 12, b"00002"), 6, "口座数", id="口座数がちがう"),
        pytest.param(edited(2, 82, b"\x00"), 2, "振込依頼人名または契約者番号", id="文字でない"),
        pytest.param(joined(*LINES[:2], LINES[2] + b" ", *LINES[3:]), 3, "レコード長", id="201"),
    ],
)
def test_a_statement_that_breaks_a_rule_is_refused_whole(
    content: bytes, record: int, field: str
) -> None:
    with pytest.raises(Malformed) as refused:
        read(content)

    assert (refused.value.record, refused.value.field) == (record, field)


@pytest.mark.parametrize("count", [b"0000000006", b"0000000005", b"0000000003"])
def test_however_the_bank_counts_its_records(count: bytes) -> None:
    assert read(edited(6, 2, count)) == [STATEMENT]


TEXT = st.text("ｱｲｳﾞﾟABZ019()-. ", max_size=15).map(str.strip)
AMOUNTS = st.integers(1, 999_999_999_999).map(Yen)
BOOKED = st.dates(date(2026, 1, 1), date(2027, 12, 1))
ENTRIES = st.builds(
    Line,
    number=st.integers(0, 99_999_999).map("{:08d}".format),
    booked_on=st.just(DAY),
    valued_on=BOOKED,
    is_credit=st.booleans(),
    business=st.sampled_from(["10", "11", "14", "18"]),
    amount=AMOUNTS,
    payer_code=st.integers(1, 9_999_999_999).map("{:010d}".format),
    payer=TEXT,
    sending_bank=TEXT,
    sending_branch=TEXT,
    narrative=TEXT,
    edi=TEXT,
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(ENTRIES, max_size=6),
    st.integers(-(10**13), 10**13),
    st.sampled_from(["plain", "line ends", "EBCDIC"]),
)
def test_what_is_written_is_read(entries: list[Line], opening: int, form: str) -> None:
    made = replace(STATEMENT, lines=tuple(entries), opening=Yen(opening))
    content = statement.write([made], line_ends=form == "line ends")

    again = read(
        to_ebcdic(content) if form == "EBCDIC" else content, received_on=DAY + timedelta(days=400)
    )

    assert again == [made]


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=1_300))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        read(content)
    except Malformed as refused:
        assert refused.field


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(GOLDEN) - 1), st.binary(min_size=1, max_size=4))
def test_a_damaged_statement_is_refused_or_says_the_same_money(place: int, noise: bytes) -> None:
    damaged = GOLDEN[:place] + noise + GOLDEN[place + len(noise) :]
    money: Callable[[Statement], tuple[Yen, Yen]] = lambda one: (one.opening, one.closing)  # noqa: E731

    try:
        (found,) = read(damaged, received_on=date(2030, 1, 1))
    except Malformed:
        return

    assert money(found) == money(STATEMENT)

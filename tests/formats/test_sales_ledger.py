"""売掛金元帳 — read whole, or refused whole with record, field and what was found."""

from datetime import date

import pytest

from kyosai.basis.refusal import Malformed
from kyosai.formats import sales_ledger
from kyosai.formats.sales_ledger import Line

HEAD = "日付,取引先,区分,金額\n"
GOOD = (
    HEAD
    + '2026/8/31,見本商事株式会社,売上,"9,000,000"\n2026-09-10,見本商事株式会社,入金,1000000円\n'
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_a_ledger_is_read_line_by_line(encoding: str) -> None:
    lines = sales_ledger.read(GOOD.encode(encoding))

    assert lines == (
        Line(date(2026, 8, 31), "見本商事株式会社", "売上", 9_000_000),
        Line(date(2026, 9, 10), "見本商事株式会社", "入金", -1_000_000),
    )


@pytest.mark.parametrize(
    ("row", "record", "field", "found"),
    [
        pytest.param("2026-13-01,甲,売上,1", 2, "日付", "2026-13-01", id="ない日付"),
        pytest.param("2026-10-01,甲,貸付,1", 2, "区分", "貸付", id="知らない区分"),
        pytest.param("2026-10-01,甲,売上,1.5", 2, "金額", "1.5", id="小数"),
        pytest.param("2026-10-01,甲,売上,-1", 2, "金額", "-1", id="負の額"),
        pytest.param("2026-10-01,,売上,1", 2, "取引先", "", id="名前がない"),
        pytest.param("2026-10-01,甲,売上", 2, "列の数", "3", id="列が足りない"),
        pytest.param("2026-10-01,甲,売上,1\n2026-10-02,甲,売上,x", 3, "金額", "x", id="2行目"),
        pytest.param("", 2, "日付", "", id="行がない"),
    ],
)
def test_one_bad_line_refuses_the_whole_file(row: str, record: int, field: str, found: str) -> None:
    with pytest.raises(Malformed) as refused:
        sales_ledger.read((HEAD + row).encode())

    assert (refused.value.record, refused.value.field, refused.value.found) == (
        record,
        field,
        found,
    )


def test_another_head_or_another_encoding_is_refused() -> None:
    for content in ("取引先,金額\n".encode(), b"\xff\xfe\x00\x81"):
        with pytest.raises(Malformed) as refused:
            sales_ledger.read(content)
        assert refused.value.record == 1


def test_no_more_lines_are_read_than_a_claim_may_bring() -> None:
    with pytest.raises(Malformed) as refused:
        sales_ledger.read((HEAD + "2026-10-01,甲,売上,1\n" * 2_000).encode())

    assert refused.value.field == "行の数"

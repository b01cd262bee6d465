"""資産の表 — read whole, or refused whole with the line, the field and what was found."""

import pytest

from kyosai.basis.refusal import Malformed
from kyosai.formats import asset_sheet
from kyosai.formats.asset_sheet import Line

HEAD = "資産の種類,時価,1年間の収益,1年間に入れた額\n"
GOOD = HEAD + '国内債券（見本）,7000,-20,100\n短期資産（見本）,"3,000円",1,0\n'


def test_a_sheet_is_read_line_by_line() -> None:
    assert asset_sheet.read(GOOD.encode()) == (
        Line("国内債券（見本）", 7000, -20, 100),
        Line("短期資産（見本）", 3000, 1, 0),
    )


@pytest.mark.parametrize(
    ("text", "record", "field"),
    [
        ("種類,時価\n", 1, "見出し"),
        (HEAD, 2, "資産の種類"),
        (HEAD + "債券,1,2\n", 2, "列の数"),
        (HEAD + "債券,1,2,3\n債券,1,2,3\n", 3, "資産の種類"),
        (HEAD + "債券,-1,2,3\n", 2, "時価"),
        (HEAD + "債券,1,たくさん,3\n", 2, "1年間の収益"),
        (HEAD + "債券,1,2,1.5\n", 2, "1年間に入れた額"),
        (HEAD + "".join(f"債券{n},1,2,3\n" for n in range(101)), 101, "行の数"),
    ],
)
def test_a_faulty_sheet_is_refused_whole(text: str, record: int, field: str) -> None:
    with pytest.raises(Malformed) as fault:
        asset_sheet.read(text.encode())

    assert (fault.value.record, fault.value.field) == (record, field)


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(Malformed, match="文字コード"):
        asset_sheet.read("資産".encode("cp932"))

"""A transfer file is the bank's table, byte by byte, and one bad record stops it all."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai.basis.money import Yen
from kyosai.basis.refusal import Malformed
from kyosai.formats.zengin import credit_transfer
from kyosai.formats.zengin.characters import EVERYWHERE, from_ebcdic
from kyosai.formats.zengin.credit_transfer import TransferRequest
from kyosai.formats.zengin.direct_debit import NewCode
from kyosai.formats.zengin.layout import records, split
from kyosai.formats.zengin.transfer_layout import DATA
from kyosai.formats.zengin.writing import Consignor

DAY = date(2026, 11, 6)
CONSIGNOR = Consignor(
    code="0000123456",
    name="ﾄﾞｸ)ﾁﾕｳｼﾖｳｷｷﾞﾖｳｷﾊﾞﾝｾｲﾋﾞｷｺｳ",
    bank_code="9999",
    branch_code="001",
    account_kind="1",
    account_number="7654321",
)
SAMPLE = TransferRequest(
    bank_code="9901",
    branch_code="001",
    account_kind="1",
    account_number="0012345",
    payee="ｶﾝﾘﾖｳ ﾀﾛｳ",
    amount=Yen(2_786_400),
    new_code=NewCode.FIRST,
    customer_number="00000000000000000042",
)


def write(*requests: TransferRequest, line_ends: bool = False, ebcdic: bool = False) -> bytes:
    return credit_transfer.write(
        requests, consignor=CONSIGNOR, transfer_on=DAY, line_ends=line_ends, ebcdic=ebcdic
    )


def test_one_payment_is_these_bytes() -> None:
    lines = write(SAMPLE, line_ends=True).decode("cp932").split("\r\n")

    assert lines == [
        "1210" "0000123456" + "ﾄﾞｸ)ﾁﾕｳｼﾖｳｷｷﾞﾖｳｷﾊﾞﾝｾｲﾋﾞｷｺｳ".ljust(40)
        + "1106" "9999" + " " * 15 + "001" + " " * 15 + "1" "7654321" + " " * 17,
        "2" "9901" + " " * 15 + "001" + " " * 15 + "    " "1" "0012345" + "ｶﾝﾘﾖｳ ﾀﾛｳ".ljust(30)
        + "0002786400" "1" "00000000000000000042" "7" " " + " " * 7,
        "8" "000001" "000002786400" + " " * 101,
        "9" + " " * 119,
        "",
    ]  # fmt: skip


def test_an_ebcdic_file_says_the_same() -> None:
    assert from_ebcdic(write(SAMPLE, ebcdic=True)).replace(b"1211", b"1210", 1) == write(SAMPLE)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        pytest.param({"amount": Yen(0)}, "振込金額", id="0円は送れない"),
        pytest.param({"amount": Yen(10_000_000_000)}, "振込金額", id="11けたは書けない"),
        pytest.param({"account_number": "0000000"}, "口座番号", id="口座番号がない"),
        pytest.param({"account_number": "12345"}, "口座番号", id="口座番号が7けたでない"),
        pytest.param({"bank_code": "0000"}, "被仕向銀行番号", id="銀行番号がない"),
        pytest.param({"account_kind": "3"}, "預金種目", id="納税準備預金には送れない"),
        pytest.param({"payee": ""}, "受取人名", id="受取人名がない"),
        pytest.param({"payee": "完了 太郎"}, "受取人名", id="漢字は使えない"),
        pytest.param({"customer_number": "12"}, "顧客コード", id="顧客コードが20けたでない"),
    ],
)
def test_a_record_no_bank_takes_is_refused_by_field(change: dict[str, Any], field: str) -> None:
    bad = SAMPLE._replace(**change)

    with pytest.raises(Malformed) as refused:
        write(SAMPLE._replace(customer_number=f"{7:020d}"), bad)

    assert (refused.value.record, refused.value.field) == (3, field)
    assert credit_transfer.fault(bad) is not None


def test_a_sound_record_has_no_fault() -> None:
    assert credit_transfer.fault(SAMPLE) is None


def test_a_number_stands_once_in_a_file() -> None:
    with pytest.raises(Malformed, match="顧客コード"):
        write(SAMPLE, SAMPLE)


def test_a_file_without_payments_is_not_written() -> None:
    with pytest.raises(Malformed, match="合計件数"):
        write()


payments = st.builds(
    TransferRequest,
    bank_code=st.integers(1, 9998).map("{:04d}".format),
    branch_code=st.integers(0, 999).map("{:03d}".format),
    account_kind=st.sampled_from("1249"),
    account_number=st.integers(1, 9_999_999).map("{:07d}".format),
    payee=st.text(EVERYWHERE, min_size=1, max_size=30).filter(lambda name: name[0] != " "),
    amount=st.integers(1, 9_999_999_999).map(Yen),
    new_code=st.sampled_from(NewCode),
    customer_number=st.integers(0, 10**20 - 1).map("{:020d}".format),
)


@given(
    st.lists(payments, min_size=1, max_size=5, unique_by=lambda each: each.customer_number),
    st.sampled_from(["plain", "line ends", "EBCDIC"]),
)
def test_what_is_written_is_what_was_asked(asked: list[TransferRequest], form: str) -> None:
    written = write(*asked, line_ends=form == "line ends", ebcdic=form == "EBCDIC")

    content = records(from_ebcdic(written) if form == "EBCDIC" else written)

    lines = [content[start : start + 120] for start in range(120, len(content) - 240, 120)]
    found = [split(DATA, line, record=n) for n, line in enumerate(lines, start=2)]
    assert [_told(each) for each in found] == [
        (
            each.bank_code,
            each.branch_code,
            each.account_kind,
            each.account_number,
            each.payee.rstrip(),
            each.amount.amount,
            each.customer_number,
        )
        for each in asked
    ]


def _told(fields: dict[str, str]) -> tuple[object, ...]:
    names = ("bank_code", "branch_code", "account_kind", "account_number")
    return (
        *(fields[name] for name in names),
        fields["payee"].rstrip(),
        int(fields["amount"]),
        fields["customer_number"],
    )

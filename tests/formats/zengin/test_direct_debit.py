"""A request file is the bank's table, byte by byte, and one bad record stops it all."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kyosai.basis.money import Yen
from kyosai.basis.refusal import Malformed
from kyosai.formats.zengin import direct_debit, writing
from kyosai.formats.zengin.characters import EVERYWHERE, from_ebcdic
from kyosai.formats.zengin.debit_layout import DATA
from kyosai.formats.zengin.debit_results import Outcome, read_results
from kyosai.formats.zengin.direct_debit import Consignor, DebitRequest, NewCode
from kyosai.formats.zengin.layout import records, split

GOLDEN = (Path(__file__).parent.parent / "golden" / "z91_request_nonl.dat").read_bytes()
DAY = date(2026, 12, 18)
CONSIGNOR = Consignor(
    code="0000123456",
    name="ﾄﾞｸ)ﾁﾕｳｼﾖｳｷｷﾞﾖｳｷﾊﾞﾝｾｲﾋﾞｷｺｳ",
    bank_code="0001",
    bank_name="ﾐｽﾞﾎ",
    branch_code="001",
    branch_name="ﾄｳｷﾖｳｴｲｷﾞﾖｳﾌﾞ",
    account_kind="1",
    account_number="1234567",
)
SAMPLE = DebitRequest(
    bank_code="9901",
    bank_name="ｻﾝﾌﾟﾙ",
    branch_code="001",
    branch_name="ﾎﾝﾃﾝ",
    account_kind="1",
    account_number="0012345",
    holder="ﾐﾎﾝ ﾊﾅｺ",
    amount=Yen(30_000),
    new_code=NewCode.FIRST,
    customer_number="00000000000000000001",
)


def write(*requests: DebitRequest, line_ends: bool = False, ebcdic: bool = False) -> bytes:
    return direct_debit.write(
        requests, consignor=CONSIGNOR, debit_on=DAY, line_ends=line_ends, ebcdic=ebcdic
    )


def golden_requests() -> list[DebitRequest]:
    requests = []
    for record in (2, 3, 4):
        start = 120 * (record - 1)
        fields = split(DATA, GOLDEN[start : start + 120], record=record)
        requests.append(
            DebitRequest(
                bank_code=fields["bank_code"],
                bank_name=fields["bank_name"].rstrip(),
                branch_code=fields["branch_code"],
                branch_name=fields["branch_name"].rstrip(),
                account_kind=fields["account_kind"],
                account_number=fields["account_number"],
                holder=fields["holder"].rstrip(),
                amount=Yen(int(fields["amount"])),
                new_code=NewCode(fields["new_code"]),
                customer_number=fields["customer_number"],
            )
        )
    return requests


def test_the_golden_request_is_written_byte_for_byte() -> None:
    assert write(*golden_requests()) == GOLDEN


def test_line_ends_follow_every_record() -> None:
    content = write(SAMPLE, line_ends=True)

    assert len(content) == 4 * 122
    assert records(content) == write(SAMPLE)


def test_ebcdic_says_the_same_without_line_ends() -> None:
    content = write(*golden_requests(), line_ends=True, ebcdic=True)

    assert content[:4].hex() == "f1f9f1f1"
    assert from_ebcdic(content)[4:] == GOLDEN[4:]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        pytest.param({"bank_code": "0000"}, "引落銀行番号", id="銀行0000"),
        pytest.param({"bank_code": "9999"}, "引落銀行番号", id="銀行9999"),
        pytest.param({"bank_code": "990"}, "引落銀行番号", id="銀行が3桁"),
        pytest.param({"branch_code": "999"}, "引落支店番号", id="支店999"),
        pytest.param({"account_kind": "4"}, "預金種目", id="貯蓄預金"),
        pytest.param({"account_number": "0000000"}, "口座番号", id="口座0000000"),
        pytest.param({"account_number": "12345"}, "口座番号", id="口座が5桁"),
        pytest.param({"holder": ""}, "預金者名", id="名義なし"),
        pytest.param({"holder": "見本 花子"}, "預金者名", id="漢字の名義"),
        pytest.param({"holder": "ﾐﾎﾝ ｼｮｳｺ"}, "預金者名", id="小さいカナ"),
        pytest.param({"holder": "mihon"}, "預金者名", id="小文字"),
        pytest.param({"amount": Yen(0)}, "引落金額", id="0円"),
        pytest.param({"customer_number": "1"}, "顧客番号", id="顧客番号が短い"),
        pytest.param({"holder": "ｱ" * 31}, "引落金額", id="名義が31バイト"),
    ],
)
def test_a_record_banks_would_refuse_is_never_written(
    change: dict[str, object], field: str
) -> None:
    bad = SAMPLE._replace(customer_number="2".zfill(20))._replace(**change)

    with pytest.raises(Malformed) as refused:
        write(SAMPLE, bad)

    assert (refused.value.record, refused.value.field) == (3, field)
    fault = direct_debit.fault(bad)
    assert fault is not None
    assert fault.field == field


def test_branch_999_is_right_for_the_post_bank_alone() -> None:
    assert direct_debit.fault(SAMPLE._replace(bank_code="9900", branch_code="999")) is None


@pytest.mark.parametrize(("branch", "is_good"), [("018", True), ("019", True), ("101", False)])
def test_a_branch_of_the_post_bank_is_made_of_its_symbol(branch: str, is_good: bool) -> None:
    fault = direct_debit.fault(SAMPLE._replace(bank_code="9900", branch_code=branch))

    assert (fault is None) == is_good


def test_one_customer_number_is_never_asked_twice() -> None:
    with pytest.raises(Malformed, match="顧客番号"):
        write(SAMPLE, SAMPLE)


def test_a_number_repeated_far_away_is_found() -> None:
    many = [SAMPLE._replace(customer_number=f"{n:020d}") for n in range(1, 20_002)]

    with pytest.raises(Malformed) as refused:
        write(*many, SAMPLE)

    assert refused.value.record == 20_003


def test_a_file_without_requests_is_not_written() -> None:
    with pytest.raises(Malformed, match="合計件数"):
        write()


def test_the_trailer_cannot_count_more_than_six_digits() -> None:
    with pytest.raises(Malformed, match="合計件数"):
        writing._insist_on_totals(1_000_000, 1_000_000)


def test_a_consignor_name_the_bank_cannot_read_is_refused() -> None:
    consignor = Consignor(code="0000123456", name="中小機構", bank_code="0001")

    with pytest.raises(Malformed, match="委託者名"):
        direct_debit.write([SAMPLE], consignor=consignor, debit_on=DAY)


def test_equal_requests_give_equal_bytes() -> None:
    assert write(*golden_requests()) == write(*golden_requests())


names = st.text(alphabet=EVERYWHERE, min_size=1, max_size=30).filter(lambda name: name[0] != " ")
requests = st.builds(
    DebitRequest,
    bank_code=st.integers(1, 9998).map("{:04d}".format),
    bank_name=st.text(alphabet=EVERYWHERE, max_size=15),
    branch_code=st.integers(0, 998).map("{:03d}".format),
    branch_name=st.text(alphabet=EVERYWHERE, max_size=15),
    account_kind=st.sampled_from("1239"),
    account_number=st.integers(1, 9_999_999).map("{:07d}".format),
    holder=names,
    amount=st.integers(1, 9_999_999_999).map(Yen),
    new_code=st.sampled_from(NewCode),
    customer_number=st.integers(0, 10**20 - 1).map("{:020d}".format),
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(requests, min_size=1, max_size=8, unique_by=lambda r: r.customer_number),
    st.booleans(),
    st.booleans(),
)
def test_what_is_written_is_read_back(
    some: list[DebitRequest], line_ends: bool, ebcdic: bool
) -> None:
    request = write(*some, line_ends=line_ends, ebcdic=ebcdic)
    plain = bytearray(records(from_ebcdic(request) if ebcdic else request))
    plain[-240 + 19 : -240 + 37] = plain[-240 + 1 : -240 + 19]

    sent = records(from_ebcdic(request) if ebcdic else request)
    results = read_results(bytes(plain), request=sent, debit_on=DAY)

    assert [(r.customer_number, r.amount) for r in results] == [
        (r.customer_number, r.amount) for r in some
    ]
    assert {r.outcome for r in results} == {Outcome.COLLECTED}
    for index, made in enumerate(some, start=1):
        fields = split(DATA, sent[120 * index : 120 * index + 120], record=index + 1)
        assert fields["holder"].rstrip() == made.holder.rstrip()
        assert fields["account_number"] == made.account_number

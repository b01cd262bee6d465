"""Results are believed only when they are our own request, answered and added up."""

import tomllib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kyosai.basis.money import Yen
from kyosai.basis.refusal import Malformed
from kyosai.formats.zengin.characters import to_ebcdic
from kyosai.formats.zengin.debit_results import OUTCOMES, DebitResult, Outcome, read_results

HERE = Path(__file__).parent
CRASHERS = HERE.parent / "crashers" / "zengin_91"
REQUEST = (HERE.parent / "golden" / "z91_request_nonl.dat").read_bytes()
RESULT = (HERE.parent / "golden" / "z91_result_crlf.dat").read_bytes()
DAY = date(2026, 12, 18)
BROKEN = tomllib.loads((CRASHERS / "index.toml").read_text("utf-8"))


def read(content: bytes, *, request: bytes = REQUEST, debit_on: date = DAY) -> list[DebitResult]:
    return read_results(content, request=request, debit_on=debit_on)


def with_codes(codes: str) -> bytes:
    """Answer the three requests with these codes, and let the trailer agree."""
    lines = [bytearray(line) for line in RESULT.split(b"\r\n")[:-1]]
    for line, code in zip(lines[1:4], codes, strict=True):
        line[111] = ord(code)
    amounts = [int(line[80:90]) for line in lines[1:4]]
    paid = [yen for yen, code in zip(amounts, codes, strict=True) if code == "0"]
    unpaid = sum(amounts) - sum(paid)
    split = f"{len(paid):06d}{sum(paid):012d}{3 - len(paid):06d}{unpaid:012d}"
    lines[4][19:55] = split.encode()
    return b"".join(bytes(line) + b"\r\n" for line in lines)


def test_the_golden_result_is_read() -> None:
    assert read(RESULT) == [
        DebitResult("00000000123456780001", Outcome.COLLECTED, Yen(70_000), "0"),
        DebitResult("00000000223456780001", Outcome.SHORT_OF_FUNDS, Yen(200_000), "1"),
        DebitResult("00000000323456780001", Outcome.NO_ACCOUNT, Yen(30_000), "2"),
    ]


def test_a_result_without_line_ends_says_the_same() -> None:
    assert read(RESULT.replace(b"\r\n", b"")) == read(RESULT)


def test_a_result_in_ebcdic_says_the_same() -> None:
    request, result = bytearray(REQUEST), bytearray(RESULT.replace(b"\r\n", b""))
    request[3] = result[3] = ord("1")

    ebcdic = to_ebcdic(bytes(result))

    assert read(ebcdic, request=to_ebcdic(bytes(request))) == read(RESULT)


@pytest.mark.parametrize("code", sorted(OUTCOMES))
def test_each_code_has_its_meaning(code: str) -> None:
    first = read(with_codes(code + "00"))[0]

    assert first.outcome is OUTCOMES[code]
    assert first.code == code


@pytest.mark.parametrize(
    ("code", "alarming"), [("5", True), ("6", True), ("7", True), ("9", False)]
)
def test_an_unused_code_counts_as_other_with_an_alarm(code: str, alarming: bool) -> None:
    first = read(with_codes(code + "00"))[0]

    assert first.outcome is Outcome.OTHER
    assert first.is_alarming is alarming


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_a_broken_file_is_refused_whole(name: str) -> None:
    content = (CRASHERS / f"{name}.dat").read_bytes()

    with pytest.raises(Malformed) as refused:
        read(content)

    assert (refused.value.record, refused.value.field) == (
        BROKEN[name]["record"],
        BROKEN[name]["field"],
    ), BROKEN[name]["broken"]


@pytest.mark.parametrize("name", ["account_changed", "holder_changed"])
def test_a_refusal_tells_nobodys_account_and_nobodys_name(name: str) -> None:
    with pytest.raises(Malformed) as refused:
        read((CRASHERS / f"{name}.dat").read_bytes())

    assert set(refused.value.found) == {"＊"}


def test_every_broken_file_is_in_the_index() -> None:
    assert {path.stem for path in CRASHERS.glob("*.dat")} == set(BROKEN)


def test_the_same_day_of_another_month_is_refused() -> None:
    with pytest.raises(Malformed, match="引落日"):
        read(RESULT, debit_on=date(2026, 11, 18))


@settings(max_examples=400, deadline=None)
@given(place=st.integers(0, len(RESULT) - 1), byte=st.integers(0, 255))
def test_any_changed_byte_is_refused_or_harmless(place: int, byte: int) -> None:
    changed = bytearray(RESULT)
    changed[place] = byte

    try:
        results = read(bytes(changed))
    except Malformed:
        return
    assert [r._replace(code="", outcome=Outcome.OTHER) for r in results] == [
        r._replace(code="", outcome=Outcome.OTHER) for r in read(RESULT)
    ]
    assert (place - 111) % 122 == 0 or changed == RESULT


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=1200))
def test_any_bytes_at_all_are_refused(content: bytes) -> None:
    with pytest.raises(Malformed):
        read(content)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(RESULT)), st.integers(0, len(RESULT)))
def test_a_piece_cut_out_is_refused(start: int, end: int) -> None:
    piece = RESULT[: min(start, end)] + RESULT[max(start, end) :]

    try:
        assert read(piece) == read(RESULT)
    except Malformed:
        assert piece != RESULT

"""Whatever bytes arrive, a reader gives records or refuses: it never breaks.

Good files are damaged the way wires and people damage them: changed, cut, doubled, swapped, in the
other alphabet. ``corpus`` keeps small files that once took a road of their own through a reader;
all of them were made here.
"""

import re
from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kyosai.basis.refusal import Malformed, Refused
from kyosai.formats.account_registration.daily_file import read_day
from kyosai.formats.etax import receipt_notice
from kyosai.formats.zengin.characters import to_ebcdic
from kyosai.formats.zengin.debit_results import read_results
from kyosai.formats.zengin.statement import read_statements
from tests.formats.etax.office import identity, signed

HERE = Path(__file__).parent
GOLDEN, CORPUS = HERE / "golden", HERE / "corpus"
REQUEST = (GOLDEN / "z91_request_nonl.dat").read_bytes()
RESULT = (GOLDEN / "z91_result_crlf.dat").read_bytes()
STATEMENT = (GOLDEN / "z03_statement_crlf.dat").read_bytes()
DAY = (GOLDEN / "mandate_day.csv").read_bytes()
NOW = datetime(2026, 11, 18, 12, 0, tzinfo=UTC)

READERS: dict[str, Callable[[bytes], object]] = {
    "result": lambda content: read_results(content, request=REQUEST, debit_on=date(2026, 12, 18)),
    "statement": lambda content: read_statements(content, received_on=date(2026, 12, 19)),
    "mandate_day": lambda content: read_day(content, day=date(2026, 11, 18)),
    "receipt_notice": lambda content: receipt_notice.read(
        content, certificate=identity("office")[1], checked_at=NOW
    ),
}
GOOD: dict[str, tuple[bytes, ...]] = {
    "result": (RESULT, RESULT.replace(b"\r\n", b""), to_ebcdic(RESULT.replace(b"\r\n", b""))),
    "statement": (
        STATEMENT,
        STATEMENT.replace(b"\r\n", b""),
        to_ebcdic(STATEMENT.replace(b"\r\n", b"")),
    ),
    "mandate_day": (DAY,),
    "receipt_notice": (signed(),),
}
WORDS = (
    *(b"", b"\x00", b"\r\n", b"\n", b",", b" ", b"0", b"9" * 12, b"8", b"9", b"-1", b"0000"),
    *(b"\x1a", b"\xff", b"\x80", b"\xb1\xde", "髙".encode(), b"<", b"&", b"&#0;", b"<!--", b"]]>"),
)
DAMAGES = st.lists(
    st.tuples(
        st.sampled_from(("put", "over", "cut", "double", "swap")),
        st.integers(0, 4_000),
        st.integers(0, 260),
        st.one_of(st.sampled_from(WORDS), st.binary(min_size=1, max_size=6)),
    ),
    min_size=1,
    max_size=4,
)


def damaged(content: bytes, damages: list[tuple[str, int, int, bytes]]) -> bytes:
    for what, place, length, word in damages:
        at = place % (len(content) + 1)
        piece = content[at : at + length]
        match what:
            case "put":
                content = content[:at] + word + content[at:]
            case "over":
                content = content[:at] + word + content[at + len(word) :]
            case "cut":
                content = content[:at] + content[at + length :]
            case "double":
                content = content[: at + length] + piece + content[at + length :]
            case "swap":
                content = content[at:] + content[:at]
    return content


def read_or_refused(name: str, content: bytes) -> Malformed | Refused | None:
    """Read, or say where and what was found, in words a person can be told."""
    try:
        READERS[name](content)
    except Malformed as refused:
        assert refused.record >= 0
        assert refused.field
        assert str(refused).isprintable()
        assert len(refused.found) < 600
        return refused
    except Refused as refused:
        assert refused.reason
        return refused
    return None


@pytest.mark.parametrize("name", sorted(READERS))
def test_a_good_file_is_read_in_every_alphabet(name: str) -> None:
    if name == "result":
        header = bytearray(REQUEST)
        header[3] = ord("1")
        ebcdic = bytearray(RESULT.replace(b"\r\n", b""))
        ebcdic[3] = ord("1")
        read_results(
            to_ebcdic(bytes(ebcdic)), request=to_ebcdic(bytes(header)), debit_on=date(2026, 12, 18)
        )

    refusals = [read_or_refused(name, content) for content in GOOD[name][:2]]

    assert refusals == [None] * len(refusals)


@pytest.mark.parametrize("name", sorted(READERS))
@settings(max_examples=150, deadline=None)
@given(damages=DAMAGES, which=st.integers(0, 2))
def test_a_damaged_file_is_read_or_refused(
    name: str, damages: list[tuple[str, int, int, bytes]], which: int
) -> None:
    good = GOOD[name]

    read_or_refused(name, damaged(good[which % len(good)], damages))


@settings(max_examples=150, deadline=None)
@given(place=st.integers(0, 3_000), byte=st.integers(0, 255))
@example(place=12, byte=3)  # an X.509 version there has never been
def test_a_notice_that_shows_a_damaged_certificate_is_read_or_refused(
    place: int, byte: int
) -> None:
    (good,) = GOOD["receipt_notice"]
    shown = re.search(rb"X509Certificate>([^<]+)<", good)
    assert shown is not None
    certificate = bytearray(b64decode(shown[1]))
    certificate[place % len(certificate)] = byte

    content = good[: shown.start(1)] + b64encode(certificate) + good[shown.end(1) :]

    read_or_refused("receipt_notice", content)


@pytest.mark.parametrize(
    "path", sorted(CORPUS.rglob("*.bin")), ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_a_kept_file_is_still_read_or_refused(path: Path) -> None:
    refused = read_or_refused(path.parent.name, path.read_bytes())

    assert (refused is None) == path.stem.startswith("good")


def test_every_reader_has_its_corpus() -> None:
    assert {path.name for path in CORPUS.iterdir()} == set(READERS)

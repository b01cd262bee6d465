"""A certificate is one page, the same in ten years, and says what was agreed."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kyosai.basis.money import Yen
from kyosai.formats.paper import certificate, glyphs
from kyosai.formats.paper.certificate import Certificate

SAMPLE = Certificate(
    number="S-00000123-45",
    contract_number="123456789",
    holder="見本　花子",
    capacity="個人事業主",
    formed_on=date(2026, 11, 18),
    monthly_premium=Yen(30_000),
    issued_on=date(2026, 11, 19),
    issuer="見本機構",
    verify_url="http://127.0.0.1:8000/verify/S-00000123-45",
)


def words(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    assert len(document) == 1
    return document[0].get_textpage().get_text_bounded().replace("\r\n", "\n")


def test_the_page_says_what_was_agreed() -> None:
    page = "".join(words(certificate.written(SAMPLE)).split())

    for fact in (
        "共済契約締結証書", "S-00000123-45", "123456789", "見本花子様", "個人事業主",
        "令和8年11月18日（2026年）", "30,000円", "令和8年11月19日（2026年）発行", "見本機構",
        "http://127.0.0.1:8000/verify/S-00000123-45",
    ):  # fmt: skip
        assert fact in page, fact


def test_the_same_certificate_gives_the_same_bytes() -> None:
    assert certificate.written(SAMPLE) == certificate.written(replace(SAMPLE))


def test_another_amount_gives_other_bytes() -> None:
    other = replace(SAMPLE, monthly_premium=Yen(30_500))

    assert certificate.written(SAMPLE) != certificate.written(other)


def test_the_page_is_tagged_and_made_to_last() -> None:
    with pikepdf.open(BytesIO(certificate.written(SAMPLE))) as opened:
        metadata = opened.open_metadata()

        assert metadata["pdfaid:part"] == "2"
        assert metadata["pdfaid:conformance"] == "A"
        assert opened.Root.Lang == "ja-JP"
        assert opened.Root.MarkInfo.Marked
        assert str(opened.docinfo["/CreationDate"]).startswith("D:20261119")


def test_a_sample_says_so() -> None:
    assert "見本\n" not in words(certificate.written(SAMPLE))
    assert "見本\n" in words(certificate.written(replace(SAMPLE, is_sample=True))) + "\n"


def test_a_character_the_font_lacks_is_marked_and_named() -> None:
    page = words(certificate.written(replace(SAMPLE, holder="𠮷田　太郎")))

    assert "〓田" in page
    assert "U+20BB7" in page


@pytest.mark.parametrize("character", "髙﨑①㈱あア亜鷗")
def test_the_characters_of_names_are_there(character: str) -> None:
    assert glyphs.printable(character) == (character, [])


@pytest.mark.parametrize(
    "hostile", ['#panic("x")', "*a* _b_ $x$", "\\u{0} ] [", "<label> @ref", "見" * 60]
)
def test_a_name_is_printed_and_never_run(hostile: str) -> None:
    page = words(certificate.written(replace(SAMPLE, holder=hostile)))

    assert "".join(hostile.split())[:10] in "".join(page.split())


@settings(max_examples=25, deadline=None)
@given(st.text(min_size=1, max_size=40))
def test_any_name_at_all_makes_one_page(name: str) -> None:
    assert words(certificate.written(replace(SAMPLE, holder=name)))

"""A name is written the bank's way, or refused with the place that cannot be written."""

import jaconv
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai.formats.zengin import kana
from kyosai.formats.zengin.characters import EVERYWHERE, encoded, shown


@pytest.mark.parametrize(
    ("written", "bank"),
    [
        pytest.param("ミホン　ハナコ", "ﾐﾎﾝ ﾊﾅｺ", id="全角カナ"),
        pytest.param("みほん はなこ", "ﾐﾎﾝ ﾊﾅｺ", id="ひらがな"),
        pytest.param("ﾐﾎﾝ ﾊﾅｺ", "ﾐﾎﾝ ﾊﾅｺ", id="半角カナ"),
        pytest.param("ガギグゲゴ パピプ", "ｶﾞｷﾞｸﾞｹﾞｺﾞ ﾊﾟﾋﾟﾌﾟ", id="濁点と半濁点"),
        pytest.param("ショッピングャ", "ｼﾖﾂﾋﾟﾝｸﾞﾔ", id="小さいカナは大きく"),
        pytest.param("ヴァイオリン", "ｳﾞｱｲｵﾘﾝ", id="ヴ"),
        pytest.param("ベーカリー", "ﾍﾞ-ｶﾘ-", id="長音はハイフン"),
        pytest.param("アー―‐－ｰ−", "ｱ------", id="どの横線もハイフン"),
        pytest.param("ヲダ ヲ", "ｵﾀﾞ ｵ", id="ヲはオ"),
        pytest.param("mihon ｂａｋｅｒｙ", "MIHON BAKERY", id="英小文字は大文字"),
        pytest.param("アン・マリー", "ｱﾝ ﾏﾘ-", id="中点は空白"),
        pytest.param("  ミホン 　 ハナコ  ", "ﾐﾎﾝ ﾊﾅｺ", id="余分な空白"),
        pytest.param("カ\u3099", "ｶﾞ", id="結合文字の濁点"),
    ],
)
def test_a_name_in_bank_characters(written: str, bank: str) -> None:
    assert kana.name(written) == bank


@pytest.mark.parametrize(
    ("written", "bank"),
    [
        pytest.param("株式会社ミホン", "ｶ)ﾐﾎﾝ", id="前株"),
        pytest.param("ミホン株式会社", "ﾐﾎﾝ(ｶ", id="後株"),
        pytest.param("ミホン　カブシキガイシャ", "ﾐﾎﾝ(ｶ", id="読みの後株"),
        pytest.param("ミホン株式会社トウキョウ", "ﾐﾎﾝ(ｶ)ﾄｳｷﾖｳ", id="中"),
        pytest.param("医療法人社団ミホンカイ", "ｲ)ﾐﾎﾝｶｲ", id="医療法人社団"),
        pytest.param("一般財団法人ミホン", "ｻﾞｲ)ﾐﾎﾝ", id="一般財団法人"),
        pytest.param("合同会社ミホン", "ﾄﾞ)ﾐﾎﾝ", id="合同会社"),
        pytest.param("独立行政法人ミホン", "ﾄﾞｸ)ﾐﾎﾝ", id="独立行政法人"),
        pytest.param("ミホンベーカリー", "ﾐﾎﾝﾍﾞ-ｶﾘ-", id="法人格なし"),
    ],
)
def test_a_firm_is_shortened(written: str, bank: str) -> None:
    assert kana.firm_name(written) == bank


@pytest.mark.parametrize(
    ("written", "position", "character"),
    [("ミホン 花子", 5, "花"), ("ミホン&ハナコ", 4, "&"), ("ア\U00020bb7", 2, "\U00020bb7")],
)
def test_what_cannot_be_written_is_named_with_its_place(
    written: str, position: int, character: str
) -> None:
    with pytest.raises(kana.NotWritable) as refused:
        kana.name(written)

    assert (refused.value.position, refused.value.character) == (position, character)
    assert f"{position}文字目の「{character}」" in refused.value.reason


def test_the_place_is_that_of_the_whole_name_of_a_firm() -> None:
    with pytest.raises(kana.NotWritable) as refused:
        kana.firm_name("株式会社ミ*")

    assert refused.value.position == 6


@pytest.mark.parametrize("nothing", ["", "   ", "　"])
def test_an_empty_name_is_refused(nothing: str) -> None:
    with pytest.raises(kana.NoName):
        kana.name(nothing)


def test_a_long_name_is_cut_on_a_whole_kana() -> None:
    assert kana.name("ア" * 29 + "ガ") == "ｱ" * 29
    assert kana.name("ア" * 28 + "ガ") == "ｱ" * 28 + "ｶﾞ"
    assert kana.name("ア" * 40) == "ｱ" * 30


katakana = st.text(
    alphabet=st.sampled_from(
        "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
        "ガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポヴァィゥェォャュョッー　"
    ),
    min_size=1,
    max_size=14,
)


@given(katakana)
def test_the_table_agrees_with_the_recipe_of_the_trade(text: str) -> None:
    folded = jaconv.enlarge_smallkana(text).replace("ー", "-").replace("ヲ", "オ")
    expected = " ".join(jaconv.z2h(folded, kana=True, ascii=True, digit=True).split())

    if expected:
        assert kana.name(text, width=99) == expected


@given(st.text(max_size=60))
def test_a_name_fits_its_field_or_is_refused(text: str) -> None:
    try:
        written = kana.name(text)
    except (kana.NotWritable, kana.NoName):
        return
    assert kana.is_writable(written)
    assert shown(encoded(written)) == written
    assert kana.name(written) == written


@given(st.text(alphabet=EVERYWHERE, min_size=1, max_size=60), st.integers(2, 40))
def test_a_cut_never_parts_a_kana_from_its_mark(text: str, width: int) -> None:
    kept = kana.cut(text, width=width)

    assert len(kept) <= width
    rest = text[len(kept) :]
    assert not (rest and rest[0] in kana.VOICED and kept and "ｱ" <= kept[-1] <= "ﾝ")

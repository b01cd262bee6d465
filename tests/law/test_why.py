"""The page that says why: every step with its article, or a refusal."""

from fractions import Fraction

import pytest

from kyosai.basis.refusal import Refused
from tools import terms, why, why_sums


def test_the_page_goes_from_the_history_down_to_the_row_of_the_table() -> None:
    page = why.page(["10000x60", "30000x60"])

    assert "## 共済金A 2,533,400円" in page
    assert "納めた月数は下から 120×20、60×40 です" in page
    assert "120か月納めた500円は、1つにつき64,530円になります（共済金A）。" in page
    assert "120か月納めた区分は、掛金の85%が戻ります。" in page
    assert "120か月納めた500円が20こ: 64,530円 × 20 ＝ 1,290,600円" in page
    assert "合わせて 2,533,400円" in page
    assert page.count("〔小規模企業共済法22条〕") == 5, "once a figure, and for the loan"
    assert "= " not in page, "every rule on the page has a sentence of its own"


OLD = ["1994-05:10000x60", "1999-05:30000x330"]


def test_a_page_with_dates_tells_of_differences_and_of_the_years_that_added() -> None:
    page = why.page(OLD, event="2026-10", kind="共済金A")

    assert "- 1994年5月から、月10,000円で60か月" in page
    assert "## 共済金A 13,207,236円" in page
    assert "（表の額 233,860円 ＋ 差額 約15,670.3431円 ＋ 付加 約1,869.4010円） × 20" in page
    assert "別表第一の390か月の行では233,860円です（共済金A）。" in page
    assert "2021年度の支給率は0.328%です。" in page
    assert "支給率は0%" not in page, "a year without a rate is not worth a line"
    assert "2023年度からの付加共済金の率は、まだ確かめられていない" in page
    assert "= " not in page, "every rule on the page has a sentence of its own"


def test_a_page_tells_of_mixed_rates_when_an_old_contract_is_cancelled() -> None:
    page = why.page(OLD, kind="cancellation")

    assert "納めた額 3,900,000円 の 約113.9071% ＝ 4,442,375円" in page
    assert "小規模企業共済法経過措置政令2条3項・3条4項・4条4項" in page
    assert "## 共済金A" not in page


def test_jun_is_never_less_than_the_premiums_and_says_so() -> None:
    page = why.page(["2010-04:10000x144"], kind="準共済金")

    assert "144か月納めた500円が20こ: 納めた額の72,000円 × 20 ＝ 1,440,000円" in page


def test_a_page_tells_what_may_be_borrowed() -> None:
    page = why.page(["10000x60", "30000x60"], kind="貸付け")

    assert "そのうち少ないほうの90% ＝ 1,782,000円" in page
    assert "一般貸付けの限度額は1,750,000円です。" in page


def test_too_few_months_are_told_instead_of_a_sum() -> None:
    page = why.page(["2026-01:10000x5"])

    assert page.count("納めた月数が足りないので、受け取れません。") == 4
    assert "納めた月数か掛金が足りないので、借りられません。" in page


@pytest.mark.parametrize(
    ("words", "event", "kind"),
    [
        pytest.param(["2020-01:10000x12", "10000x12"], "", "", id="月のあるものとないもの"),
        pytest.param(["2020-13:10000x12"], "", "", id="13月"),
        pytest.param(["2020-01:10000x12", "2020-06:10000x12"], "", "", id="重なる"),
        pytest.param(["2020-01:10250x12"], "", "", id="500円きざみでない"),
        pytest.param(["2020-01:10000x12"], "2020-06", "", id="事由の後の納付"),
        pytest.param(["1990-01:10000x12"], "", "", id="2004年3月までの事由"),
        pytest.param(["2020-01:10000x12"], "2020年6月", "", id="読めない月"),
        pytest.param(["10000x12"], "", "年金", id="ない種類"),
    ],
)
def test_what_cannot_be_told_is_refused(words: list[str], event: str, kind: str) -> None:
    with pytest.raises(Refused):
        why.page(words, event=event, kind=kind)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(73_125, 2), "36,562.5"),
        (Fraction(1, 3), "約0.3333"),
        (Fraction(2), "2"),
        (Fraction(99_999_999, 10**8), "約1.0000"),
    ],
)
def test_a_number_is_written_to_four_decimals(value: Fraction, text: str) -> None:
    assert why_sums.decimal(value) == text


@pytest.mark.parametrize(
    "words", [[], ["10000"], ["10000x0"], ["10000x-3"], ["1250x12"], ["500x12"], ["abcx12"]]
)
def test_a_history_that_cannot_be_is_refused(words: list[str]) -> None:
    with pytest.raises(Refused):
        why.history(words)


def test_every_article_has_one_line_with_its_rules_or_the_reason_there_is_none() -> None:
    lines = terms.lines()
    articles = [line.split("\t")[0] for line in lines]

    assert len(set(articles)) == len(articles)
    rounding = next(line for line in lines if line.startswith("小規模企業共済法22条（端数計算）"))
    assert "kyosai.schemes.skk.rounding.whole_yen" in rounding
    assert "小規模企業共済法1条（目的）\t— 目的・検討・委任の規定で、金額も判定も生まない" in lines
    assert any(line.startswith("所得税法75条1項\t") for line in lines), "other Acts come after"


def test_an_article_does_not_take_the_rules_of_its_namesakes() -> None:
    """9条 is not 9条の3, and 1条 is not 11条."""
    line = next(each for each in terms.lines() if each.startswith("小規模企業共済法1条"))

    assert "kyosai" not in line

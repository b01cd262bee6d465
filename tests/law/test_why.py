"""The page that says why: every step with its article, or a refusal."""

import pytest

from kyosai.basis.refusal import Refused
from tools import terms, why


def test_the_page_goes_from_the_history_down_to_the_row_of_the_table() -> None:
    page = why.page(why.history(["10000x60", "30000x60"]))

    assert "## 共済金A 2,533,400円" in page
    assert "納めた月数は下の区分から 120×20、60×40 です" in page
    assert "120か月納めた500円の区分は、1つにつき64,530円です（共済金A）。" in page
    assert "120か月納めた区分は、掛金の85%が戻ります。" in page
    assert page.count("〔小規模企業共済法22条〕") == 4
    assert "= " not in page, "every rule on the page has a sentence of its own"


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

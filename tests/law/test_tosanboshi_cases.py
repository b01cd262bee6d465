"""参照した事例 — every case we were given stands as an example, with its article and its source."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent / "tosanboshi"
CASES = """
P01 P03 P04 P05 P06 P08 P09 P11 P12 P13 P15 P16 P17 P19 P22 P25 P27 P30 P32 P33 P35 P36 P37 P38
D01 D04 D05 D09 D10 D12 D13 D14 D16 D17 D18 D19 D21 D22 D24 D25 D26 D28 D29 D30 D31 D32 D34 D35
D36 D37 D38 D39 D40 D42 D44 D46 D47 D48 D50 D51 D52 D53 D55 D56 D57 D58 D60 D62 D63 D64 D65 D67
D69
"""
NAMES_ARTICLE = re.compile(r"（.*(法|令|規則|附則).*(条|表).*）$")
ON_ASSUMPTION = {"D46", "D47", "D58"}


def every_example() -> list[dict[str, Any]]:
    return [
        example
        for path in sorted(FOLDER.glob("*.toml"))
        for rows in tomllib.loads(path.read_text(encoding="utf-8")).values()
        for example in rows
    ]


def test_every_case_is_an_example() -> None:
    found = {example["golden"] for example in every_example() if "golden" in example}

    assert found == set(CASES.split())


@pytest.mark.parametrize("example", every_example(), ids=lambda example: example["id"])
def test_an_example_names_its_article_and_a_case_its_source(example: dict[str, Any]) -> None:
    assert NAMES_ARTICLE.search(example["id"])
    assert ("golden" in example) is ("source" in example)


def test_what_rests_on_an_assumption_says_so() -> None:
    silent = [
        example["id"]
        for example in every_example()
        if example.get("golden") in ON_ASSUMPTION and "仮定" not in example["id"]
    ]

    assert silent == []

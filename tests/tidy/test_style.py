"""STYLE.md quotes the tree; each quotation must still stand there, letter for letter."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
QUOTED = re.compile(r"`(?P<path>[\w./]+\.\w+)`[^\n]*\n+```\w*\n(?P<code>.*?)\n```", re.S)
QUOTES = [(m["path"], m["code"]) for m in QUOTED.finditer((ROOT / "STYLE.md").read_text())]


@pytest.mark.parametrize(("path", "code"), QUOTES, ids=[path for path, _ in QUOTES])
def test_a_quotation_still_stands_in_the_tree(path: str, code: str) -> None:
    source = (ROOT / path).read_text()

    for part in code.split("\n…\n"):
        assert part in source


def test_there_is_something_to_follow() -> None:
    assert len(QUOTES) >= 5

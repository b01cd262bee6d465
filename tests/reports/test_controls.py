"""統制の一覧 — the register names tests that are there, and a result is only what they said."""

import ast
from datetime import datetime
from pathlib import Path

import pytest

from kyosai.basis.tokyo import TOKYO
from kyosai.reports.controls import results
from kyosai.reports.controls.register import Control, controls

ROOT = Path(__file__).parents[2]
AT = datetime(2026, 11, 25, 9, 0, tzinfo=TOKYO)
ONE = Control(
    "MON-02", "資金", "二度払いません。", ("tests/a.py::test_b", "tests/a.py::test_c"), ""
)


def test_all_eighty_three_are_there_once() -> None:
    numbers = [each.id for each in controls()]

    assert len(numbers) == len(set(numbers)) == 83
    assert sum(bool(each.shown_by) for each in controls()) >= 60


def test_every_test_the_register_names_stands_in_its_file() -> None:
    named = {test for each in controls() for test in each.shown_by}
    for path in {test.split("::")[0] for test in named}:
        tree = ast.parse((ROOT / path).read_text())
        there = {each.name for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)}
        missing = {test.split("::")[1] for test in named if test.startswith(path)} - there
        assert not missing, f"{path} has no {missing}"


@pytest.mark.parametrize(
    ("told", "outcome"),
    [
        ({"tests/a.py::test_b": (3, 0), "tests/a.py::test_c": (1, 0)}, "green"),
        ({"tests/a.py::test_b": (3, 1), "tests/a.py::test_c": (1, 0)}, "red"),
        ({"tests/a.py::test_b": (3, 0)}, "red"),
    ],
    ids=["all pass", "one fails", "one was not heard of"],
)
def test_a_control_is_green_when_all_its_tests_said_so(
    told: dict[str, tuple[int, int]], outcome: str
) -> None:
    assert results.judged(ONE, told, at=AT).outcome == outcome


def test_a_control_without_a_test_is_not_yet(tmp_path: Path) -> None:
    bare = Control("DNS-01", "DNS", "名前は安全です。", (), "")

    result = results.judged(bare, {}, at=AT)
    results.keep({"DNS-01": result, "GONE-99": result}, folder=tmp_path)

    assert result.outcome == "not_yet"
    assert results.last(tmp_path) == {"DNS-01": result}

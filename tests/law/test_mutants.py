"""Which tests can notice a change: those that import the module, the nearest first."""

from pathlib import Path

from tools.noticing import noticing

ROOT = Path(__file__).parents[2]


def test_the_nearest_tests_come_first() -> None:
    found = noticing("src/kyosai/schemes/skk/cancellation.py", root=ROOT)

    assert "tests/law/test_skk.py" in found[:4], "it imports the rule itself"
    assert "tests/law/test_reform.py" in found[4:], "it reaches it through the portfolio"


def test_a_test_that_cannot_notice_is_left_out() -> None:
    found = noticing("src/kyosai/schemes/tosanboshi/premium_total.py", root=ROOT)

    assert "tests/law/test_tosanboshi.py" in found
    assert not [name for name in found if "skk" in name]


def test_a_package_that_is_imported_from_counts_as_its_modules() -> None:
    found = noticing("src/kyosai/basis/compound.py", root=ROOT)

    assert "tests/law/test_skk_full_benefit.py" in found

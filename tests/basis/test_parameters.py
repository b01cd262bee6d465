"""A figure without a source is not read."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from kyosai.basis import parameters
from kyosai.basis.parameters import Unsourced


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    folder = tmp_path / "sample_figures" / "parameters"
    folder.mkdir(parents=True)
    (folder.parent / "__init__.py").touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    yield folder
    sys.modules.pop("sample_figures", None)
    parameters.table.cache_clear()
    parameters.rows.cache_clear()


def test_a_table_with_source_and_check_is_read(package: Path) -> None:
    (package / "rates.toml").write_text('source = "見本法"\nchecked_on = 2026-11-23\nrate = 3\n')

    facts = parameters.table("sample_figures", "rates")

    assert (facts["rate"], facts["checked_on"]) == (3, date(2026, 11, 23))


def test_rows_are_read_below_their_header(package: Path) -> None:
    (package / "rows.csv").write_text("# source: 見本法\n# checked_on: 2026-11-23\nm,y\n1,500\n")

    assert parameters.rows("sample_figures", "rows") == ({"m": "1", "y": "500"},)
    assert parameters.header("sample_figures", "rows")["checked_on"] == date(2026, 11, 23)


@pytest.mark.parametrize(
    "text", ["rate = 3", 'source = "見本法"', 'source = ""\nchecked_on = 2026-11-23',
             'source = "見本法"\nchecked_on = "2026-11-23"'],
)  # fmt: skip
def test_a_table_without_source_or_check_is_refused(package: Path, text: str) -> None:
    (package / "rates.toml").write_text(text)

    with pytest.raises(Unsourced):
        parameters.table("sample_figures", "rates")


def test_rows_without_source_are_refused(package: Path) -> None:
    (package / "rows.csv").write_text("m,y\n1,500\n")

    with pytest.raises(Unsourced):
        parameters.rows("sample_figures", "rows")

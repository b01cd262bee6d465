"""Read the examples of law: each becomes one test, named by its Japanese id."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent


def examples(name: str, kind: str = "example") -> list[Any]:
    """Return the examples of ``<name>.toml``, one pytest parameter each."""
    rows = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))[kind]
    names = [row["id"] for row in rows]
    assert len(set(names)) == len(names), "every example has its own name"
    return [pytest.param(row, id=row["id"]) for row in rows]

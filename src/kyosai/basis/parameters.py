"""パラメータ — dated facts kept beside the code as TOML or CSV, each saying where it was read.

Every file carries ``source`` and ``checked_on``: the day a person last compared it with its source.
"""

import csv
import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any


class Unsourced(ValueError):
    """A parameter file does not say where its values come from, or when that was checked."""


@cache
def table(package: str, name: str) -> dict[str, Any]:
    """Read ``parameters/<name>.toml`` of a package; callers leave the answer unchanged."""
    contents = tomllib.loads(_text(package, f"{name}.toml"))
    _demand_source(name, contents)
    return contents


@cache
def rows(package: str, name: str) -> tuple[dict[str, str], ...]:
    """Read ``parameters/<name>.csv`` of a package, below its ``# key: value`` lines."""
    _demand_source(name, header(package, name))
    lines = [line for line in _text(package, f"{name}.csv").splitlines() if line[:1] != "#"]
    return tuple(csv.DictReader(lines))


def header(package: str, name: str) -> dict[str, Any]:
    """Return the ``# key: value`` lines of a CSV file, ``checked_on`` as a date."""
    lines = [line for line in _text(package, f"{name}.csv").splitlines() if line[:1] == "#"]
    found: dict[str, Any] = dict(line[1:].strip().split(": ", 1) for line in lines)
    if "checked_on" in found:
        found["checked_on"] = date.fromisoformat(found["checked_on"])
    return found


def _text(package: str, file_name: str) -> str:
    return (files(package) / "parameters" / file_name).read_text(encoding="utf-8")


def _demand_source(name: str, contents: dict[str, Any]) -> None:
    if not contents.get("source") or not isinstance(contents.get("checked_on"), date):
        raise Unsourced(f"{name} needs source and checked_on")

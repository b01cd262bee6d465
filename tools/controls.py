"""make controls — run the tests that show each control, and say which are green, red, not yet.

Tests of the internet zone, of the attacks and of the rest run one after another, each under its
own settings; what they said is kept beside the workshop for the audit desk's page.
"""

import argparse
import ast
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic
from xml.etree import ElementTree

from kyosai.basis.tokyo import TOKYO
from kyosai.reports.controls import results
from kyosai.reports.controls.register import Control, controls
from kyosai.sites import wiring

ROOT = Path(__file__).parents[1]
INTERNET = ("tests/doors/portal", "tests/doors/relay", "tests/exchange/internet")
HOSTILE, TIDY = "tests/hostile", "tests/tidy"
WORDS = {"green": "緑", "red": "赤", "not_yet": "まだ"}
Told = dict[str, tuple[int, int]]


def main() -> int:
    """Run, keep, print; return 1 when a control is red."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("only", nargs="*", help="numbers of controls, such as MON-02; else all")
    asked.add_argument("--state", type=Path, default=wiring.ROOT / ".state")
    words = asked.parse_args()
    chosen = [each for each in controls() if not words.only or each.id in words.only]
    told = told_by({test for each in chosen for test in each.shown_by})
    now = datetime.now(TOKYO)
    folder = words.state / "zones" / "core"
    found = {each.id: results.judged(each, told, at=now) for each in chosen}
    path = results.keep(results.last(folder) | found, folder=folder)
    print("\n".join(lines(chosen, found)))
    print(f"結果は {path.name} に残しました。後方の画面「統制の一覧」でも読めます。")
    return int(any(each.outcome == "red" for each in found.values()))


def lines(chosen: Iterable[Control], found: dict[str, results.Result]) -> Iterator[str]:
    """Yield each control with what its tests said, and how many there are of each colour."""
    counted = Counter(result.outcome for result in found.values())
    for control in chosen:
        result = found[control.id]
        yield f"{WORDS[result.outcome]:　<2} {control.id:8} {control.says}"
        if result.outcome != "not_yet":
            yield f"             試験 {result.passed}件合格、{result.failed}件不合格"
        if control.less:
            yield f"             足りないこと：{control.less}"
    yield f"緑 {counted['green']}　赤 {counted['red']}　まだ {counted['not_yet']}"


def told_by(tests: set[str]) -> Told:
    """Run these tests under the settings each needs; return how many passed and failed of each."""
    groups = [
        ("インターネット側", ["--ds=kyosai.sites.internet.settings"], INTERNET),
        ("攻撃", [], (HOSTILE,)),
        ("コードについて", [], (TIDY,)),
    ]
    told: Told = {}
    rest = set(tests)
    for name, more, places in groups:
        mine = {test for test in rest if test.startswith(places)}
        rest -= mine
        told |= _run(name, mine, more)
    return told | _run("基幹側", rest, [])


def _run(name: str, tests: set[str], more: list[str]) -> Told:
    if not tests:
        return {}
    began = monotonic()
    print(f"— {name}：{len(tests)}個の試験の名前", flush=True)
    with TemporaryDirectory(prefix="kyosai-controls-") as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", *more, f"--junitxml={report}"]
        command += sorted(_address(test) for test in tests)
        subprocess.run(command, check=False, cwd=ROOT, env=os.environ)
        told = _read(report, tests) if report.exists() else {}
    print(f"  {monotonic() - began:.0f}秒", flush=True)
    return told


def _address(test: str) -> str:
    """Return where pytest finds a test, inside its class if it has one."""
    path, name = test.split("::")
    tree = ast.parse((ROOT / path).read_text())
    for each in tree.body:
        if isinstance(each, ast.ClassDef) and any(
            isinstance(inner, ast.FunctionDef) and inner.name == name for inner in each.body
        ):
            return f"{path}::{each.name}::{name}"
    return test


def _read(report: Path, tests: set[str]) -> Told:
    counts: dict[str, Counter[bool]] = {test: Counter() for test in tests}
    for case in ElementTree.parse(report).iter("testcase"):
        module = case.get("classname", "").split(".")
        name = case.get("name", "").split("[")[0]
        test = next((each for each in tests if _is(each, module, name)), None)
        if test is not None and case.find("skipped") is None:
            is_good = case.find("failure") is None and case.find("error") is None
            counts[test][is_good] += 1
    return {test: (count[True], count[False]) for test, count in counts.items()}


def _is(test: str, module: list[str], name: str) -> bool:
    path, function = test.split("::")
    parts = path.removesuffix(".py").split("/")
    return function == name and module[: len(parts)] == parts


if __name__ == "__main__":
    sys.exit(main())

"""The tree explains itself: sizes, words, headings, and nothing that does not belong here."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SRC = ROOT / "src"
MODULES = sorted(
    path for path in SRC.rglob("*.py") if "migrations" not in path.parts and path.read_text()
)
BANNED_FILES = {"utils", "helpers", "common", "misc", "manager", "service", "exceptions"}
JAPANESE = re.compile(r"[ぁ-んァ-ヶ一-龠]")


def tracked(*patterns: str) -> list[Path]:
    """Return the files git knows."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", *patterns],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.split("\n")  # fmt: skip
    return [ROOT / name for name in listed if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SRC)))
def test_a_module_is_small_and_says_what_it_is(path: Path) -> None:
    lines = path.read_text().splitlines()
    tree = ast.parse("\n".join(lines))
    longest = max(
        (n.end_lineno - n.lineno + 1, n.name)
        for n in [*ast.walk(tree)]
        if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)
    ) if any(isinstance(n, ast.FunctionDef) for n in ast.walk(tree)) else (0, "")  # fmt: skip

    assert ast.get_docstring(tree), "a module opens with one sentence"
    assert len(lines) <= 300, "more than one idea lives here (STYLE.md, sizes)"
    assert longest[0] <= 60, f"{longest[1]} is longer than a screen"
    assert path.stem not in BANNED_FILES, "say what it is"
    assert not JAPANESE.search(path.name), "file names are English"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SRC)))
def test_identifiers_are_english(path: Path) -> None:
    names = {n.id for n in ast.walk(ast.parse(path.read_text())) if isinstance(n, ast.Name)}

    assert not [name for name in names if JAPANESE.search(name)]


def test_locks_have_hashes_and_no_addresses() -> None:
    for lock in (ROOT / "requirements").glob("*.lock"):
        text = lock.read_text()
        assert "--hash=sha256:" in text
        assert "://" not in text
    assert not [p for p in tracked() if p.name in {"uv.lock", "package-lock.json"}]


def test_nothing_points_outside_the_project() -> None:
    outside = re.compile(r"\.\./shared|\bshared/spec|/wor[k]/|\.librar[y]|/roo[t]/")
    here = Path(__file__)

    found = [
        str(path)
        for path in tracked("*.py", "*.toml", "*.md", "*.html", "Makefile", ".ci/*", "tools/*")
        if path != here and outside.search(path.read_text(errors="ignore"))
    ]

    assert found == []


def test_nothing_is_left_unfinished() -> None:
    unfinished = re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError)\b")

    assert [str(p) for p in MODULES if unfinished.search(p.read_text())] == []


def test_no_float_comes_near_money() -> None:
    near = [SRC / "kyosai" / n for n in ("basis", "schemes", "records", "procedures", "casework")]
    floats = [
        f"{path}:{node.lineno}"
        for folder in near
        for path in folder.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if (isinstance(node, ast.Constant) and type(node.value) is float)
        or (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "float")
    ]

    assert floats == []


def test_only_today_reads_the_clock() -> None:
    reading = re.compile(r"\b(datetime\.(now|utcnow|today)|date\.today|time\.time)\(")
    workshop = SRC / "kyosai/sites/workshop"
    allowed = {SRC / "kyosai/doors/today.py", workshop / "keys.py", workshop / "preparation.py"}

    found = [
        str(path.relative_to(SRC))
        for path in MODULES
        if path not in allowed
        and "outside_world" not in path.parts
        and reading.search(path.read_text())
    ]

    assert found == []

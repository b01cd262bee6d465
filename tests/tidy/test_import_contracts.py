"""Each import contract is broken on purpose, once, and must notice."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINT = Path(sys.executable).parent / "lint-imports"

BREACHES = {
    "storeys": ("src/kyosai/basis/breach.py", "import kyosai.schemes"),
    "pure": ("src/kyosai/schemes/breach.py", "import django"),
    "two-acts": (
        "src/kyosai/schemes/tosanboshi/breach.py",
        "import kyosai.schemes.skk.eligibility",
    ),
    "procedures": (
        "src/kyosai/procedures/enrolment/breach.py",
        "import kyosai.procedures.collection.plan",
    ),
    "audiences": ("src/kyosai/doors/portal/breach.py", "import kyosai.doors.back_office.urls"),
    "wires": ("src/kyosai/wires/breach.py", "import kyosai.records.ledger"),
    "books": ("src/kyosai/doors/portal/breach.py", "import kyosai.records.ledger"),
    "outside": ("src/outside_world/breach.py", "import kyosai.formats"),
    "inside": ("src/kyosai/wires/breach.py", "import outside_world"),
    "tables": ("src/kyosai/procedures/breach.py", "import kyosai.records.ledger.models"),
}


@pytest.fixture(scope="session")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sources that a test may spoil."""
    folder = tmp_path_factory.mktemp("tree")
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("static", "fonts"))
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


@pytest.mark.parametrize("contract", BREACHES)
def test_a_breach_of_each_contract_is_noticed(copy: Path, contract: str) -> None:
    place, line = BREACHES[contract]
    breach = copy / place
    breach.parent.mkdir(exist_ok=True)
    if not (breach.parent / "__init__.py").exists():
        (breach.parent / "__init__.py").write_text("")
    breach.write_text(line + "\n")

    said = _lint(copy, contract)
    breach.unlink()

    assert said.returncode == 1, said.stdout + said.stderr
    assert "BROKEN" in said.stdout


def test_a_new_storey_needs_a_decision(copy: Path) -> None:
    storey = copy / "src/kyosai/cellar"
    storey.mkdir()
    (storey / "__init__.py").write_text("")

    said = _lint(copy, "storeys")
    shutil.rmtree(storey)

    assert said.returncode == 1
    assert "cellar" in said.stdout + said.stderr


def test_every_contract_is_broken_once_here() -> None:
    written = (ROOT / "pyproject.toml").read_text()

    assert written.count("[[tool.importlinter.contracts]]") == len(BREACHES)


def _lint(folder: Path, contract: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [str(LINT), "--no-cache", "--contract", contract],
        cwd=folder,
        env={"PYTHONPATH": str(folder / "src"), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )

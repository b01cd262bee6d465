"""見た目 — the built CSS is the one its source makes."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
BUILT = ROOT / "src/kyosai/doors/look/static/look/look.css"
SOURCE = ROOT / "tools/css"


@pytest.mark.skipif(
    not shutil.which("npx") or not (SOURCE / "node_modules").exists(),
    reason="make css (with Node) has not been run here",
)
def test_a_rebuild_gives_the_same_bytes(tmp_path: Path) -> None:
    again = tmp_path / "look.css"

    subprocess.run(
        ["npx", "tailwindcss", "-i", "look.css", "-o", str(again), "--minify"],
        cwd=SOURCE,
        check=True,
        capture_output=True,
    )

    assert again.read_bytes() == BUILT.read_bytes()


def test_the_page_asks_nobody_else_for_anything() -> None:
    assert "http:" not in BUILT.read_text().replace("http://www.w3.org", "")
    assert "https:" not in BUILT.read_text().replace("https://tailwindcss.com", "")


def test_every_width_a_question_asks_for_is_a_width_of_the_look() -> None:
    asked = {
        width
        for page in (ROOT / "src/kyosai/doors/portal").rglob("*.py")
        for width in re.findall(r'"(chars-\d+)"', page.read_text())
    }

    known = set(re.findall(r"\.input\.(chars-\d+)\{width:", BUILT.read_text()))

    assert asked <= known

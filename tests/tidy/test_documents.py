"""What the documents name is there: files, folders, commands."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BASES = (ROOT, ROOT / "src" / "kyosai", ROOT / "src")
DOCUMENTS = [ROOT / "README.md", ROOT / "ARCHITECTURE.md", *sorted((ROOT / "docs").rglob("*.md"))]
NAMED = re.compile(r"`([\w.]+(?:/[\w.*]+)+/?)`")
LINKED = re.compile(r"\]\(([^)#:]+)\)")
MADE = re.compile(r"`make ([a-z]+)`")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_place_a_document_names_is_there(document: Path) -> None:
    text = document.read_text()
    named = {name for name in NAMED.findall(text) if not name.startswith(".state")}

    missing = [n for n in named if not any(list(base.glob(n.rstrip("/"))) or list(
        base.glob(f"{n}.py")) for base in BASES)]  # fmt: skip
    missing += [link for link in LINKED.findall(text) if not (document.parent / link).exists()]

    assert missing == []


def test_every_command_a_document_names_can_be_made() -> None:
    makefile = (ROOT / "Makefile").read_text()

    for document in DOCUMENTS:
        for target in MADE.findall(document.read_text()):
            assert f"\n{target}:" in makefile, f"{document.name}: make {target}"

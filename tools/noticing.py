"""関係するテスト — which test files can notice a change of a module, the nearest first.

Read from the imports alone: a test file that imports the module, or imports what imports it.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

TESTED = ("tests/law", "tests/schemes", "tests/basis")
CODE = ("src/kyosai/basis", "src/kyosai/schemes", "tools", *TESTED)


def noticing(module: str, *, root: Path) -> list[str]:
    """Return the test files that reach a module, such as src/kyosai/schemes/skk/benefit.py."""
    importers = _importers(root)
    reached, edge = {module}, [module]
    found: list[str] = []
    while edge:
        edge = sorted({name for each in edge for name in importers.get(each, ())} - reached)
        reached.update(edge)
        found += [name for name in edge if Path(name).name.startswith("test_")]
    return [name for name in found if name.startswith(TESTED)]


def _importers(root: Path) -> dict[str, set[str]]:
    """Return, for each file, the files that import it."""
    files = [path for folder in CODE for path in sorted((root / folder).rglob("*.py"))]
    names = {_dotted(path.relative_to(root)): str(path.relative_to(root)) for path in files}
    found: dict[str, set[str]] = {}
    for path in files:
        for dotted in _imported(ast.parse(path.read_text())):
            if dotted in names:
                found.setdefault(names[dotted], set()).add(str(path.relative_to(root)))
    return found


def _dotted(path: Path) -> str:
    parts = [part for part in path.with_suffix("").parts if part != "src"]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)

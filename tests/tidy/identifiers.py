"""Find the names a tree defines, and take them apart into words."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

SRC = Path(__file__).parents[2] / "src" / "kyosai"
WORD = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def modules(under: str = "") -> list[Path]:
    return sorted(path for path in (SRC / under).rglob("*.py") if "migrations" not in path.parts)


def words(name: str) -> list[str]:
    """Take MonthlyPremium, monthly_premium and MONTHLY_PREMIUM apart the same way."""
    return [word.lower() for word in WORD.findall(name)]


def defined(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield every name that this module itself chooses, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | Function):
            yield node.name, node.lineno
        elif isinstance(node, ast.arg):
            yield node.arg, node.lineno
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node.lineno


def public_functions(tree: ast.Module) -> Iterator[Function]:
    for node in tree.body:
        if isinstance(node, Function) and not node.name.startswith("_"):
            yield node


def model_classes(tree: ast.Module) -> Iterator[ast.ClassDef]:
    for node in tree.body:
        if isinstance(node, ast.ClassDef) and any(
            ast.unparse(base) in {"models.Model", "AbstractUser"} for base in node.bases
        ):
            yield node


def fields(model: ast.ClassDef) -> Iterator[tuple[str, ast.Call]]:
    for node in model.body:
        if (
            isinstance(node, ast.Assign)
            and isinstance(node.value, ast.Call)
            and ast.unparse(node.value.func).startswith("models.")
            and isinstance(node.targets[0], ast.Name)
        ):
            yield node.targets[0].id, node.value


def verbose_name(call: ast.Call) -> str | None:
    """Return the Japanese name a field is given, in either of Django's two ways."""
    for keyword in call.keywords:
        if keyword.arg == "verbose_name" and isinstance(keyword.value, ast.Constant):
            return str(keyword.value.value)
    first = call.args[0] if call.args else None
    is_relation = ast.unparse(call.func) in {
        "models.ForeignKey", "models.OneToOneField", "models.ManyToManyField"
    }  # fmt: skip
    if isinstance(first, ast.Constant) and isinstance(first.value, str) and not is_relation:
        return first.value
    return None

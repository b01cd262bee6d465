"""Law is data: every rule cites its provision, every figure its source and a recent check."""

import ast
import re
from datetime import UTC, date, datetime
from importlib import import_module
from pathlib import Path
from string import Formatter

import pytest

from kyosai.basis import law, parameters
from tests.tidy.identifiers import SRC, modules, public_functions

RULES = [
    path for path in modules("schemes") if path.parent.name != "clocks" and path.name != "both.py"
]
FIGURES = sorted(path for path in SRC.rglob("parameters/*") if path.suffix in {".toml", ".csv"})
ACTS = (
    "中小企業倒産防止共済法", "中小企業倒産防止共済法施行令", "中小企業倒産防止共済法施行規則",
    "小規模企業共済法", "小規模企業共済法施行令", "小規模企業共済法施行規則",
    "小規模企業共済法経過措置政令", "小規模企業共済法経過措置省令",
    "独立行政法人中小企業基盤整備機構法", "共済契約約款", "貸付規程",
    "所得税法", "所得税法施行令", "所得税法施行規則", "租税特別措置法", "法人税法",
    "相続税法", "相続税法施行令", "印紙税法", "民法", "年齢計算ニ関スル法律",
    "復興財源確保法", "地方税法", "サービス水準",
)  # fmt: skip
PROVISION = re.compile(rf"({'|'.join(ACTS)})(別表第|附則)?[0-9一二三四]+")
A_YEAR = 365


def name_of(path: Path) -> str:
    return str(path.relative_to(SRC))


def package_of(path: Path) -> str:
    return ".".join(("kyosai", *path.relative_to(SRC).parent.parts))


@pytest.mark.parametrize("path", RULES, ids=name_of)
def test_every_public_rule_cites_its_provision(path: Path) -> None:
    """What stands in an Act's package is law; the clocks are promises of our own, and ``both``
    only says which Act answers.
    """
    for rule in public_functions(ast.parse(path.read_text())):
        decorators = [ast.unparse(each).split("(")[0] for each in rule.decorator_list]
        assert "implements" in decorators, f"{rule.name} names no provision (STYLE.md)"


@pytest.mark.parametrize("path", RULES, ids=name_of)
def test_a_sentence_names_only_facts_that_are_always_given(path: Path) -> None:
    """A fact left to its default is not among those a finding has seen."""
    for rule in public_functions(ast.parse(path.read_text())):
        optional = len(rule.args.defaults)
        given = [each.arg for each in (rule.args.posonlyargs + rule.args.args)]
        given = given[: len(given) - optional] + [
            each.arg
            for each, default in zip(rule.args.kwonlyargs, rule.args.kw_defaults, strict=True)
            if default is None
        ]
        named = {re.split(r"[.\[]", name)[0] for name in sentence_fields(rule)}
        assert named <= {*given, "result"}, f"{rule.name} may not know {named - {*given}}"


def sentence_fields(rule: ast.FunctionDef | ast.AsyncFunctionDef) -> list[str]:
    says = [
        ast.literal_eval(keyword.value)
        for each in rule.decorator_list
        if isinstance(each, ast.Call)
        for keyword in each.keywords
        if keyword.arg == "says"
    ]
    return [name for text in says for _, name, _, _ in Formatter().parse(text) if name]


@pytest.mark.parametrize("path", FIGURES, ids=name_of)
def test_every_figure_says_where_it_was_read_and_was_checked_within_a_year(path: Path) -> None:
    package = package_of(path.parent)
    read = parameters.table if path.suffix == ".toml" else parameters.header

    facts = read(package, path.stem)

    assert facts["source"]
    assert age(facts["checked_on"]) < A_YEAR, "compare it with its source again, then date it"


def test_the_glossary_was_checked_within_a_year() -> None:
    checked_on = re.search(
        r"^checked_on = (\S+)$", (SRC.parents[1] / "GLOSSARY.toml").read_text(), re.M
    )

    assert checked_on is not None
    assert age(date.fromisoformat(checked_on[1])) < A_YEAR


def age(checked_on: date) -> int:
    return (datetime.now(UTC).date() - checked_on).days


def test_the_register_names_every_rule_under_its_provision() -> None:
    for path in modules("schemes"):
        if path.stem != "__init__":
            import_module(f"{package_of(path)}.{path.stem}")

    lines = law.register()

    assert any(
        line.startswith("小規模企業共済法17条1項") and "kyosai.schemes.skk.premium.due_on" in line
        for line in lines
    )
    assert lines == sorted(lines)
    assert all(PROVISION.match(line) for line in lines), [
        line for line in lines if not PROVISION.match(line)
    ]

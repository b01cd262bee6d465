"""説明 — every rule of benefits and eligibility has a sentence, made of what it saw and found."""

import ast
from string import Formatter
from typing import Any

import pytest

from tests.tidy.identifiers import SRC, Function, public_functions

SKK = SRC / "schemes" / "skk"
FOLDERS = ("entitlement", "full_benefit", "payment")
MODULES = [
    *(path for folder in FOLDERS for path in (SKK / folder).glob("*.py")),
    *(SKK / f"{name}.py" for name in (
        "benefit", "cancellation", "premium_tiers", "rounding", "estimate",
        "eligibility", "trades", "questionnaire",
    )),
]  # fmt: skip


def rules() -> list[Any]:
    return [
        pytest.param(rule, id=f"{path.stem}.{rule.name}")
        for path in sorted(MODULES)
        for rule in public_functions(ast.parse(path.read_text()))
    ]


def sentence(rule: Function) -> str:
    for decorator in rule.decorator_list:
        assert isinstance(decorator, ast.Call)
        for keyword in decorator.keywords:
            if keyword.arg == "says":
                return str(ast.literal_eval(keyword.value))
    return ""


@pytest.mark.parametrize("rule", rules())
def test_a_rule_says_what_it_found(rule: Function) -> None:
    says = sentence(rule)
    arguments = rule.args
    facts = {each.arg for each in (*arguments.args, *arguments.kwonlyargs)} | {"result"}

    used = {name for _, name, _, _ in Formatter().parse(says) if name}

    assert says.endswith(("。", "。）", "{result}"))
    assert used <= facts

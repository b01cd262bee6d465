"""GLOSSARY.toml is executed: one term, one identifier, and no synonym beside it."""

import ast
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.tidy import identifiers
from tests.tidy.identifiers import SRC, words

HERE = Path(__file__).parent
GLOSSARY = tomllib.loads((HERE.parents[1] / "GLOSSARY.toml").read_text())
TERMS: list[dict[str, Any]] = GLOSSARY["term"]
BANNED = {"_".join(words(row["word"])): row["instead"] for row in GLOSSARY["banned"]}
ALLOWED = tomllib.loads((HERE / "words_allowed.toml").read_text())
PLAIN = set((HERE / "plain_words.txt").read_text().split())
SCHEMES = ("skk", "tosanboshi")
MODULES = identifiers.modules()


def english(term: dict[str, Any]) -> set[str]:
    """Return the identifiers of a term, in either scheme."""
    return {term["en"]} if "en" in term else {term[scheme]["en"] for scheme in SCHEMES}


JAPANESE = {term["en"]: term["ja"] for term in TERMS if "en" in term}
ALSO_SHOWN = {term["en"]: term.get("also_shown", []) for term in TERMS if "en" in term}
LONG_TERMS = sorted(name for term in TERMS for name in english(term) if "_" in name)
GLOSSARY_WORDS = {word for term in TERMS for name in english(term) for word in words(name)}
SYNONYMS = {synonym: sorted(english(term))[0] for term in TERMS for synonym in term.get("not", ())}
BY_SCHEME = {name for term in TERMS if term.get("differs_by_scheme") for name in english(term)}


RULES = r"kyosai\.schemes\.(skk|tosanboshi)\."


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


def name_of(path: Path) -> str:
    return str(path.relative_to(SRC))


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term["ja"])
def test_a_term_is_complete(term: dict[str, Any]) -> None:
    assert term["reading"]
    assert term["article"]
    assert all(name.isascii() and name == name.lower() for name in english(term))
    assert term.get("differs_by_scheme", False) is ("en" not in term)


def test_one_term_has_one_identifier_and_the_reverse() -> None:
    japanese = [term["ja"] for term in TERMS]
    names = [term["en"] for term in TERMS if "en" in term]

    assert len(set(japanese)) == len(japanese)
    assert len(set(names)) == len(names)
    assert not set(names) & BY_SCHEME


def test_romaji_is_the_exception() -> None:
    assert len([term for term in TERMS if term.get("kind") == "romaji"]) <= 10


def test_no_term_is_banned_itself() -> None:
    assert not set(SYNONYMS) & {name for term in TERMS for name in english(term)}


def banned_in(name: str) -> list[str]:
    """Return what is wrong with a name, and what to write instead."""
    if name in ALLOWED["names"] or name.startswith(tuple(ALLOWED["prefixes"])):
        return []
    joined = f"_{'_'.join(words(name))}_"
    for term in LONG_TERMS:
        joined = joined.replace(f"_{term}_", "__")
    wrong = {
        word: instead for word, instead in (BANNED | SYNONYMS).items() if f"_{word}_" in joined
    }
    return [f"{name}: not {word}, but {instead}" for word, instead in wrong.items()]


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_banned_word_names_anything(path: Path) -> None:
    found = [
        f"line {line}: {wrong}"
        for name, line in identifiers.defined(tree(path))
        for wrong in banned_in(name)
    ]

    assert found == []


@pytest.mark.parametrize(
    "name",
    [
        "tmp",
        "PremiumManager",
        "contractor_name",
        "order_data",
        "surrender_value",
        "_info",
        "do",
        "type2",
    ],
)
def test_a_banned_word_is_found_in_any_dress(name: str) -> None:
    assert banned_in(name)


@pytest.mark.parametrize(
    "name", ["CO_MANAGER", "_is_co_manager", "handler404", "database", "items_"]
)
def test_a_good_word_that_holds_a_bad_one_is_left_alone(name: str) -> None:
    assert not banned_in(name)


def columns() -> list[Any]:
    return [
        pytest.param(field, call, id=f"{name_of(path)}:{model.name}.{field}")
        for path in MODULES
        if "models" in (path.stem, path.parent.name)
        for model in identifiers.model_classes(tree(path))
        for field, call in identifiers.fields(model)
        if field in JAPANESE and identifiers.verbose_name(call) is not None
    ]


@pytest.mark.parametrize(("field", "call"), columns())
def test_a_column_named_by_a_term_is_shown_by_its_japanese(field: str, call: ast.Call) -> None:
    """A qualification may come before it: 送信した受付番号."""
    shown = identifiers.verbose_name(call)

    assert shown is not None
    assert shown.endswith((JAPANESE[field], *ALSO_SHOWN[field]))


def models() -> list[Any]:
    return [
        pytest.param(model, id=f"{name_of(path)}:{model.name}")
        for path in MODULES
        if "models" in (path.stem, path.parent.name)
        for model in identifiers.model_classes(tree(path))
    ]


@pytest.mark.parametrize("model", models())
def test_a_model_named_by_a_term_is_shown_by_its_japanese(model: ast.ClassDef) -> None:
    term = "_".join(words(model.name))
    shown = [
        ast.literal_eval(line.value)
        for meta in model.body
        if isinstance(meta, ast.ClassDef) and meta.name == "Meta"
        for line in meta.body
        if isinstance(line, ast.Assign) and ast.unparse(line.targets[0]) == "verbose_name"
    ]

    if term in JAPANESE and shown:
        assert shown == [JAPANESE[term]]


@pytest.mark.parametrize("path", identifiers.modules("schemes"), ids=name_of)
def test_a_rule_is_named_with_words_we_agreed_on(path: Path) -> None:
    unknown = {
        rule.name: unknown_words(rule.name)
        for rule in identifiers.public_functions(tree(path))
        if unknown_words(rule.name)
    }

    assert unknown == {}, AGREE


AGREE = "add a word of law or trade to GLOSSARY.toml, a plain one to tests/tidy/plain_words.txt"


def unknown_words(name: str) -> list[str]:
    return [word for word in words(name) if word not in GLOSSARY_WORDS | PLAIN]


OUTSIDE = [
    path
    for path in MODULES
    if not any(path.is_relative_to(SRC / "schemes" / name) for name in SCHEMES)
]


@pytest.mark.parametrize("path", OUTSIDE, ids=name_of)
def test_what_differs_by_scheme_is_never_said_without_its_scheme(path: Path) -> None:
    """Outside its Act's package such a term is reached through its module, never by its name."""
    imported = [
        alias.name
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ImportFrom) and re.match(RULES, node.module or "")
        for alias in node.names
    ]
    chosen = [name for name, _ in identifiers.defined(tree(path))]

    assert [name for name in imported + chosen if name in BY_SCHEME] == []


@pytest.mark.parametrize("scheme", SCHEMES)
def test_an_act_does_not_use_the_other_acts_word(scheme: str) -> None:
    other = SCHEMES[1 - SCHEMES.index(scheme)]
    foreign = {
        term[other]["en"]
        for term in TERMS
        if term.get("differs_by_scheme") and term[other]["en"] != term[scheme]["en"]
    }

    names = [
        name
        for path in identifiers.modules(f"schemes/{scheme}")
        for name, _ in identifiers.defined(tree(path))
    ]

    assert [name for name in names if name in foreign] == []


def test_no_plain_word_is_kept_in_vain() -> None:
    assert not PLAIN & GLOSSARY_WORDS
    assert sorted(PLAIN) == (HERE / "plain_words.txt").read_text().split()

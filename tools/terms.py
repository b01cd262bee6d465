"""条文の一覧 — every article of both Acts and their orders on one line, with the rules behind it.

An article that yields no figure and no judgement says why it has no rule; one that should have a
rule and has none says that, and is counted.
"""

import re
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

from kyosai import schemes
from kyosai.basis import law

ARTICLES = Path(__file__).with_name("articles.toml")
MISSING = "まだ規則がない"


def lines() -> list[str]:
    """Return the articles, then the other provisions our rules cite."""
    for module in walk_packages(schemes.__path__, "kyosai.schemes."):
        import_module(module.name)
    facts = tomllib.loads(ARTICLES.read_text(encoding="utf-8"))
    acts = [act["name"] for act in facts["act"]]
    return [*_articles(facts), *(line for line in _register() if not _is_of(line, acts))]


def _articles(facts: dict[str, Any]) -> Iterator[str]:
    for act in facts["act"]:
        for article in act["articles"]:
            name = f"{act['name']}{article['number']}"
            rules = _rules_of(name)
            reason = facts["reasons"][article["none"]] if "none" in article else MISSING
            yield f"{name}（{article['about']}）\t{', '.join(rules) or f'— {reason}'}"


def _rules_of(article: str) -> list[str]:
    """Return the rules that cite an article, any of its paragraphs, or its tables."""
    cited = re.compile(rf"{article}(?!の\d)")
    places = {place for name, rules in law.REGISTER.items() if cited.match(name) for place in rules}
    return sorted(place for place in places if place.startswith("kyosai."))


def _register() -> list[str]:
    return [line for line in law.register() if "kyosai." in line]


def _is_of(line: str, acts: list[str]) -> bool:
    return any(re.match(rf"{act}\d", line) for act in acts)


if __name__ == "__main__":
    found = lines()
    print("\n".join(found))
    print(f"\n{len(found)}行、うち{MISSING}条 {sum(MISSING in line for line in found)}")

"""なぜこの金額か — the rules that were asked, each with its articles, as a person reads them."""

from collections.abc import Iterable, Iterator
from typing import Any

from kyosai.basis import law, said
from kyosai.casework import findings as casefile

OF_EACH_MONTH = ("is_paid_too_late", "is_recent_increase")  # worth a word where they take off


def why(rules: Iterable[law.Finding]) -> list[dict[str, str]]:
    """Return the sentences of the rules, each once, with their provisions."""
    return [
        {"sentence": said.said(rule), "provisions": "・".join(rule.provisions)}
        for rule in _told(rules)
    ]


def as_rows(rules: Iterable[law.Finding]) -> list[dict[str, Any]]:
    """Return the rules as a case file keeps them, each sentence filled in."""
    told = list(_told(rules))
    rows = casefile.explained_rows(told)
    return [row | {"sentence": said.said(rule)} for rule, row in zip(told, rows, strict=True)]


def _told(rules: Iterable[law.Finding]) -> Iterator[law.Finding]:
    """Yield the rules that have a sentence for people, each sentence once."""
    seen = set[str]()
    for rule in rules:
        is_idle = rule.rule in OF_EACH_MONTH and not rule.result
        if not rule.says or is_idle or said.said(rule) in seen:
            continue
        seen.add(said.said(rule))
        yield rule

"""なぜこの金額か — every rule applied, in its own Japanese sentence, with its facts as told."""

from collections.abc import Iterable
from typing import Any

from kyosai.basis import law
from kyosai.basis.said import said, shown


def rows(rules: Iterable[law.Finding]) -> list[dict[str, Any]]:
    """Return the rules applied, in order, as award and case file keep them; each is told once."""
    told = [_row(rule) for rule in rules]
    return [row for place, row in enumerate(told) if row not in told[:place]]


def _row(rule: law.Finding) -> dict[str, Any]:
    return {
        "rule": rule.rule,
        "provisions": list(rule.provisions),
        "sentence": said(rule),
        "facts": {name: shown(value) for name, value in rule.facts.items()},
        "result": shown(rule.result),
    }

"""所見 — what a rule found about a case, kept in the case file as it was found."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from kyosai.basis import law
from kyosai.basis.money import Yen

PLAIN = frozenset((str, int, bool, type(None)))


@dataclass(frozen=True)
class Finding:
    """One finding: what was looked at, under which provision, and whether all is well.

    ``is_refusal`` marks a ground an officer may refuse on; a finding never refuses by itself.
    """

    key: str
    words: str
    ground: str = ""
    is_well: bool = True
    is_refusal: bool = False
    facts: dict[str, Any] = field(default_factory=dict)


def as_rows(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Return findings as the case file keeps them."""
    return [vars(finding) | {"facts": plain(finding.facts)} for finding in findings]


def explained_rows(rules: Iterable[law.Finding]) -> list[dict[str, Any]]:
    """Return the rules applied, with provisions, facts and results, as the case file keeps them."""
    return [
        {
            "rule": rule.rule,
            "provisions": list(rule.provisions),
            "sentence": rule.sentence,
            "facts": plain(rule.facts),
            "result": plain(rule.result),
        }
        for rule in rules
    ]


def plain(value: Any) -> Any:
    """Return a value in JSON's words."""
    if type(value) in PLAIN:  # Most are; the questions below take longer.
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Yen):
        return value.amount
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, dict):
        return {str(plain(key)): plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(part) for part in value]
    return value if isinstance(value, (str, int)) else str(value)

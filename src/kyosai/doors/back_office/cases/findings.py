"""調べた結果 — findings and rules of a case file, as lines a person reads."""

from collections.abc import Iterable
from typing import Any

TONES = {True: ("good", "問題なし"), False: ("warn", "確認が必要")}
REFUSAL = ("bad", "断る理由になる")


def lines(entries: Iterable[Any], *, with_facts: bool) -> list[dict[str, Any]]:
    """Return what was found, the newest word on each point, troubles first.

    Facts may name the person: they are shown only while the person is unmasked.
    """
    newest = {row["key"]: row for entry in entries for row in entry.findings if "key" in row}
    found = [_line(row, with_facts) for row in newest.values()]
    return sorted(found, key=lambda line: ["bad", "warn", "good"].index(line["tone"]))


def rules(entries: Iterable[Any]) -> list[dict[str, Any]]:
    """Return the rules applied, each with its provisions and result."""
    return [
        {
            "sentence": row.get("sentence") or row["rule"],
            "provisions": "・".join(row.get("provisions", [])),
            "result": _plain(row.get("result")),
        }
        for entry in entries
        for row in entry.findings
        if "rule" in row
    ]


def _line(row: dict[str, Any], with_facts: bool) -> dict[str, Any]:
    is_well = bool(row.get("is_well", True))
    tone, verdict = REFUSAL if row.get("is_refusal") and not is_well else TONES[is_well]
    facts = row.get("facts", {}) if with_facts and not is_well else {}
    return {
        "tone": tone,
        "verdict": verdict,
        "words": row["words"],
        "ground": row["ground"],
        "facts": [(name, _plain(value)) for name, value in facts.items()],
    }


def _plain(result: Any) -> str:
    if isinstance(result, bool):
        return "はい" if result else "いいえ"
    if result in (None, [], {}):
        return "なし"
    return str(result)

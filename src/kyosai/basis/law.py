"""条文 — ties a function to the provision it implements, and collects the rules behind a figure."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from inspect import getdoc, signature
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Finding:
    """One rule that was applied: its provisions, the facts it saw and what it returned.

    ``sentence`` is the rule's own description; ``says`` the pattern of its Japanese sentence,
    with the facts and ``{result}`` to be filled in by whoever shows it.
    """

    rule: str
    provisions: tuple[str, ...]
    sentence: str
    facts: dict[str, Any]
    result: Any
    says: str = ""


REGISTER: dict[str, list[str]] = {}
_findings: ContextVar[list[Finding] | None] = ContextVar("findings", default=None)


def implements(*provisions: str, says: str = "") -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Enter a rule in the register and let ``explained`` see it at work.

    ``says`` is what it found as a Japanese sentence: 「{months}か月の率は{result}です。」
    """
    assert provisions, "a rule cites its provision"

    def tie(rule: Callable[P, R]) -> Callable[P, R]:
        place = f"{rule.__module__}.{rule.__qualname__}"
        for provision in provisions:
            REGISTER.setdefault(provision, []).append(place)
        sentence = (getdoc(rule) or "").split("\n", 1)[0]
        names = tuple(signature(rule).parameters)

        @wraps(rule)
        def applied(*args: P.args, **facts: P.kwargs) -> R:
            result = rule(*args, **facts)
            findings = _findings.get()
            if findings is not None:
                seen = dict(zip(names, args, strict=False)) | facts
                findings.append(Finding(rule.__name__, provisions, sentence, seen, result, says))
            return result

        return applied

    return tie


@contextmanager
def explained() -> Iterator[list[Finding]]:
    """Collect, in order, every rule applied inside."""
    findings: list[Finding] = []
    token = _findings.set(findings)
    try:
        yield findings
    finally:
        _findings.reset(token)


def register() -> list[str]:
    """Return the register of provisions, one line each: the provision, then its rules."""
    return sorted(
        f"{provision}\t{', '.join(sorted(set(places)))}" for provision, places in REGISTER.items()
    )

"""言い表し — a finding as the Japanese sentence its rule wrote, with the facts filled in."""

from collections.abc import Sequence
from datetime import date
from enum import Enum
from fractions import Fraction
from functools import cache, reduce
from itertools import groupby
from string import Formatter
from typing import Any

from kyosai.basis.law import Finding
from kyosai.basis.months import Month

LONGEST_DENOMINATOR = 100_000  # a longer one is no help to a reader


def said(finding: Finding) -> str:
    """Return the sentence of a finding; a rule that wrote none shows its facts and its result."""
    if not finding.says:
        facts = "、".join(f"{name} = {shown(value)}" for name, value in finding.facts.items())
        return f"{finding.rule}（{facts}）= {shown(finding.result)}"
    known = finding.facts | {"result": finding.result}
    return "".join(
        literal + (_filled(path, known, spec) if path else "")
        for literal, path, spec in _pieces(finding.says)
    )


def shown(value: Any) -> str:
    """Return a value as people write it; like neighbours in a row are counted: 120×20、60×40."""
    if isinstance(value, bool):
        return "はい" if value else "いいえ"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, Month):
        return f"{value.year}年{value.month}月"
    if isinstance(value, Fraction):
        return f"{int(value):,}" if value == int(value) else _fraction(value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        runs = [(shown(each), len([*alike])) for each, alike in groupby(value)]
        return "、".join(text if times == 1 else f"{text}×{times}" for text, times in runs)
    return str(value)


def percent(share: Fraction) -> str:
    """Return a share in per cent, exactly: 119.25%, or 5201/41% where no decimal ends."""
    hundredths = share * 100
    for places in range(7):
        scaled = hundredths * 10**places
        if scaled.denominator == 1:
            digits = str(scaled.numerator).rjust(places + 1, "0")
            return f"{digits}%" if not places else f"{digits[:-places]}.{digits[-places:]}%"
    return f"{hundredths}%"


def _fraction(value: Fraction) -> str:
    """Write a fraction as it is while one can read it; a long one to four decimals, and say so."""
    if value.denominator <= LONGEST_DENOMINATOR:
        return str(value)
    whole, rest = divmod(abs(round(value * 10_000)), 10_000)
    return f"約{'-' if value < 0 else ''}{whole:,}.{rest:04}"


@cache
def _pieces(pattern: str) -> tuple[tuple[str, tuple[str, ...], str], ...]:
    """Take a sentence apart: words, the fact that follows them by its path, and how it is shown."""
    return tuple(
        (literal, tuple(name.split(".")) if name else (), spec or "")
        for literal, name, spec, _ in Formatter().parse(pattern)
    )


def _filled(path: tuple[str, ...], facts: dict[str, Any], spec: str) -> str:
    """Show a fact: ``{result:%}`` is a share, ``{result:満たす|満たさない}`` a yes or a no.

    ``{year:d}`` is written without a comma, as years are, and so is each of several.
    """
    value = reduce(getattr, path[1:], facts[path[0]])
    if spec == "%":
        return percent(value)
    if spec == "d":
        return "、".join(map(str, value)) if isinstance(value, tuple) else str(value)
    if "|" in spec:
        yes, no = spec.split("|")
        return yes if value else no
    return shown(value)

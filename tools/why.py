"""なぜこの金額か — every sum and every rule behind what a history is worth, on one page.

python -m tools.why 10000x60 30000x60
python -m tools.why 1994-05:10000x60 1999-05:30000x330 --event 2026-10 --kind 共済金A
"""

import argparse
import re
import sys
from collections.abc import Sequence
from datetime import date

from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.basis.refusal import Refused
from kyosai.schemes.skk import premium
from kyosai.schemes.skk.full_benefit.differences import CHANGES
from kyosai.schemes.skk.full_benefit.paid_months import DatedHistory, PaidStretch, bands
from kyosai.schemes.skk.premium_tiers import History, Stretch
from tools import why_page
from tools.why_words import Figure

PRICED_ON = date(2026, 11, 24)  # which limits of the monthly premium a history is read by
EARLIEST = Month.of(max(CHANGES.values()))
WORD = re.compile(r"(?:(?P<first>\d{4}-(?:0[1-9]|1[0-2])):)?(?P<yen>\d+)x(?P<months>[1-9]\d*)")
USAGE = (
    "例: make why HISTORY='10000x60 30000x60'（月額x月数を、古い順に）。"
    "納めはじめた月も書くと、古い契約の差額や付加もふくめて計算します: "
    "make why HISTORY='1994-05:10000x60 1999-05:30000x330' EVENT=2026-10 KIND=共済金A"
)


class Unreadable(Refused):
    """A history that is not written as premiums and months, with or without first months."""

    reason = f"「月額x月数」の形で書いてください。月数は1以上です。{USAGE}"


class PaidAfterEvent(Refused):
    """Months paid after the month of the event."""

    reason = "事由の月（EVENT）より後に納めた月があります。月を確かめてください。"


class TooEarly(Refused):
    """An event that older tables settled."""

    reason = (
        "2004年3月までに起きたことは、そのころの表で計算するので、ここでは計算できません。"
        "EVENT を2004-04以後にしてください。"
    )


class NoSuchFigure(Refused):
    """A kind nobody can ask for."""

    reason = f"KIND は {'、'.join(each.value for each in Figure)} のどれかにしてください。"


def history(words: Sequence[str]) -> History:
    """Read 10000x60 30000x60; refuse anything else."""
    found = [_found(word) for word in words]
    if not found or any(each["first"] for each in found):
        raise Unreadable
    return tuple(
        Stretch(premium.monthly_premium(int(each["yen"]), on=PRICED_ON), int(each["months"]))
        for each in found
    )


def dated_history(words: Sequence[str]) -> DatedHistory:
    """Read 1994-05:10000x60 1999-05:30000x330; refuse anything else."""
    found = [_found(word) for word in words]
    if not found or not all(each["first"] for each in found):
        raise Unreadable
    paid = tuple(
        PaidStretch(Month.parse(each["first"]), Stretch(Yen(int(each["yen"])), int(each["months"])))
        for each in found
    )
    bands(paid)
    return paid


def page(words: Sequence[str], *, event: str = "", kind: str = "") -> str:
    """Return the page of a history written in words, of one figure or of all."""
    names = {each.value: each for each in Figure} | {each.key: each for each in Figure}
    if kind and kind not in names:
        raise NoSuchFigure
    chosen = [names[kind]] if kind else list(Figure)
    if not any(":" in word for word in words):
        return why_page.basic(history(words), chosen, on=PRICED_ON)
    paid = dated_history(words)
    last = paid[-1].months[-1]
    month = _month(event) if event else last
    if last > month:
        raise PaidAfterEvent
    if month < EARLIEST:
        raise TooEarly
    return why_page.whole(paid, chosen, event=month, on=PRICED_ON)


def _found(word: str) -> dict[str, str]:
    match = WORD.fullmatch(word)
    if match is None:
        raise Unreadable
    return match.groupdict()


def _month(text: str) -> Month:
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text):
        raise Unreadable
    return Month.parse(text)


def main() -> None:
    """Print the page, or say what is wrong with the history."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("words", nargs="*")
    asked.add_argument("--event", default="")
    asked.add_argument("--kind", default="")
    told = asked.parse_args()
    try:
        print(page(told.words, event=told.event, kind=told.kind))
    except Refused as refused:
        sys.exit(refused.reason)


if __name__ == "__main__":
    main()

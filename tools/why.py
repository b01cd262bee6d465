"""なぜこの金額か — every rule behind the benefits of a history, on one page.

python -m tools.why 10000x60 30000x60
"""

import sys
from collections.abc import Callable, Sequence
from datetime import date

from kyosai.basis import law
from kyosai.basis.money import Yen
from kyosai.basis.refusal import Refused
from kyosai.basis.said import said
from kyosai.schemes.skk import premium
from kyosai.schemes.skk.benefit import BASIC, Kind, basic_benefit
from kyosai.schemes.skk.cancellation import cancellation_allowance
from kyosai.schemes.skk.premium_tiers import History, Stretch, premiums_paid

PRICED_ON = date(2026, 11, 24)  # which limits of the monthly premium a history is read by
USAGE = "例: make why HISTORY='10000x60 30000x60'（月額×月数を、古い順に）"


class Unreadable(Refused):
    """A history that is not written as premiums and months."""

    reason = f"「月額x月数」の形で書いてください。月数は1以上です。{USAGE}"


def history(words: Sequence[str]) -> History:
    """Read 10000x60 30000x60; refuse anything else."""
    stretches = []
    for word in words:
        yen, _, months = word.partition("x")
        if not (yen.isdecimal() and months.isdecimal() and int(months)):
            raise Unreadable
        stretches.append(Stretch(premium.monthly_premium(int(yen), on=PRICED_ON), int(months)))
    if not stretches:
        raise Unreadable
    return tuple(stretches)


def page(paid: History) -> str:
    """Return the page: the history, then each benefit with its rules in the order applied."""
    head = ["# なぜこの金額か", "", *(f"- {stretch}" for stretch in paid)]
    head += ["", f"納めた掛金: {premiums_paid(paid)}"]
    head += [f"金額は{BASIC}です。年度ごとに決まる付加共済金は入っていません。"]
    benefits: dict[str, Callable[[], Yen]] = {
        kind.value: lambda kind=kind: basic_benefit(kind, history=paid)  # type: ignore[misc]
        for kind in Kind
    }
    benefits["解約手当金"] = lambda: cancellation_allowance(paid)
    return "\n".join([*head, *(line for item in benefits.items() for line in _reasons(*item))])


def _reasons(name: str, benefit: Callable[[], Yen]) -> list[str]:
    with law.explained() as findings:
        yen = benefit()
    rules = [
        f"{place}. {said(finding)}\n   〔{'、'.join(finding.provisions)}〕"
        for place, finding in enumerate(findings, start=1)
    ]
    return ["", f"## {name} {yen}", "", *rules]


def main() -> None:
    """Print the page, or say what is wrong with the history."""
    try:
        print(page(history(sys.argv[1:])))
    except Refused as refused:
        sys.exit(refused.reason)


if __name__ == "__main__":
    main()

"""なぜこの金額かのページ — first the answer, then the sum, then each rule with its article."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kyosai.basis import law
from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.basis.said import said
from kyosai.schemes.skk.benefit import Kind, basic_benefit
from kyosai.schemes.skk.cancellation import cancellation_allowance
from kyosai.schemes.skk.full_benefit.benefit_due import benefit_due, cancellation_due
from kyosai.schemes.skk.full_benefit.paid_months import DatedHistory
from kyosai.schemes.skk.loan.contract_loan import contract_loan_limit
from kyosai.schemes.skk.loan.kinds import LoanKind
from kyosai.schemes.skk.premium_tiers import History, premiums_paid
from tools import why_sums
from tools.why_words import (
    BENEFITS,
    NOT_WITHOUT_DATES,
    NOTHING_DUE,
    WHEN,
    Figure,
    open_facts,
)

PROVISION = re.compile(r"(.+?)((?:別表第|附則)?[0-9一二三四].*)")
MAY_BE_NOTHING = {"additional_rate", "additional", "difference"}


@dataclass(frozen=True)
class Section:
    """One figure: how it is found, and how its yen add up."""

    figure: Figure
    find: Callable[[], Yen]
    sums: Callable[[], Iterable[str]]


def basic(paid: History, chosen: Sequence[Figure], *, on: date) -> str:
    """Return the page of a history without dates: basic amounts."""
    sections = [
        *(_basic(kind, paid) for kind in Kind),
        Section(
            Figure.CANCELLATION,
            lambda: cancellation_allowance(paid),
            lambda: why_sums.cancelled(paid),
        ),
        _loan(paid, on),
    ]
    head = ["納めた掛金:", *(f"- {stretch}" for stretch in paid)]
    return _page([*head, _paid(paid), NOT_WITHOUT_DATES], sections, chosen)


def whole(paid: DatedHistory, chosen: Sequence[Figure], *, event: Month, on: date) -> str:
    """Return the page of a history with dates: whole amounts at an event."""
    plain = [each.stretch for each in paid]
    sections = [
        *(_whole(kind, paid, event) for kind in Kind),
        Section(
            Figure.CANCELLATION,
            lambda: cancellation_due(paid, event=event),
            lambda: why_sums.whole_cancelled(paid),
        ),
        _loan(plain, on),
    ]
    head = ["納めた掛金:"]
    head += [f"- {_month(each.first)}から、{each.stretch}" for each in paid]
    head += [_paid(plain), f"{_month(event)}に受け取る理由が起きたとして計算しました。"]
    notes = open_facts(paid, event) if set(chosen) & BENEFITS else ()
    return _page([*head, *notes], sections, chosen)


def _basic(kind: Kind, paid: History) -> Section:
    return Section(
        Figure.of(kind.key),
        lambda: basic_benefit(kind, history=paid),
        lambda: why_sums.basic(kind, paid),
    )


def _whole(kind: Kind, paid: DatedHistory, event: Month) -> Section:
    return Section(
        Figure.of(kind.key),
        lambda: benefit_due(kind, history=paid, event=event),
        lambda: why_sums.whole(kind, paid, event),
    )


def _loan(paid: History, on: date) -> Section:
    return Section(
        Figure.LOAN,
        lambda: contract_loan_limit(LoanKind.GENERAL, history=paid, on=on),
        lambda: why_sums.loan(paid, on),
    )


def _page(head: list[str], sections: list[Section], chosen: Sequence[Figure]) -> str:
    told = {each.figure: _told(each) for each in sections if each.figure in chosen}
    answers = [f"- {each.value}: {told[each][0]}\n  {WHEN[each]}" for each in chosen]
    lines = ["# なぜこの金額か", "", *head, "", *answers]
    return "\n".join([*lines, *(line for each in chosen for line in told[each][1])])


def _told(section: Section) -> tuple[Yen, list[str]]:
    """Return a figure, and the lines that say why it is what it is."""
    with law.explained() as findings:
        yen = section.find()
    rules = {said(each): _articles(each.provisions) for each in findings if _matters(each)}
    lines = ["", f"## {section.figure.value} {yen}", "", "計算"]
    lines += [f"  {line}" for line in (section.sums() if yen else [NOTHING_DUE[section.figure]])]
    lines += ["", "もとにした決まり"]
    lines += [
        f"{place}. {sentence}\n   〔{articles}〕"
        for place, (sentence, articles) in enumerate(rules.items(), start=1)
    ]
    return yen, lines


def _matters(finding: law.Finding) -> bool:
    """Tell whether a rule is worth a line: a year without a rate and no difference are none."""
    return bool(finding.says) and not (finding.rule in MAY_BE_NOTHING and not finding.result)


def _articles(provisions: Sequence[str]) -> str:
    """Write provisions, those of one Act together: 小規模企業共済法9条1項・12条1項."""
    by_act: dict[str, list[str]] = {}
    for provision in provisions:
        act, article = PROVISION.fullmatch(provision).groups()  # type: ignore[union-attr]
        by_act.setdefault(act, []).append(article)
    return "、".join(act + "・".join(articles) for act, articles in by_act.items())


def _paid(paid: History) -> str:
    months = sum(stretch.months for stretch in paid)
    return f"全部で{months:,}か月、{premiums_paid(paid)}です。"


def _month(month: Month) -> str:
    return f"{month.year}年{month.month}月"

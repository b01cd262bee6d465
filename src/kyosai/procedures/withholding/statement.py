"""納付書の控え — what a month's tax is made of, as the office is told; written when asked for."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from uuid import UUID

from django.conf import settings

from kyosai.basis import era, tokyo
from kyosai.basis.money import total
from kyosai.basis.months import Month
from kyosai.formats.paper import decision
from kyosai.formats.paper.decision import Decision
from kyosai.procedures.withholding import offices
from kyosai.records.benefits import withheld
from kyosai.records.benefits.withheld import Kept
from kyosai.records.documents import reads, writes
from kyosai.records.parties import reads as parties

KIND = "tax_statement"
NOBODY = UUID(int=0)  # the treasury's own paper
ISSUER = "独立行政法人 中小企業基盤整備機構"
TITLES = {
    "withheld_tax": "所得税徴収高計算書（納付書）",
    "inhabitants_tax": "退職所得に係る住民税の納入申告書",
}
INCOMES = {"retirement": "退職所得", "public_pension": "公的年金等（分割共済金）"}
SCHEMES = {"skk": "小規模企業共済", "tosanboshi": "倒産防止共済"}
_MUNICIPALITY = re.compile(
    r"(?:東京都|北海道|(?:京都|大阪)府|.{2,3}県)(?:.+?市(?:.+?区)?|.+?郡.+?[町村]|.+?[区市町村])"
)
Group = tuple[str, Sequence[tuple[str, str]]]


def written(
    key: str, tax: str, scheme: str, *, month: Month, due_on: date, at: datetime
) -> reads.Kept:
    """Return the statement of a month that is over, kept under the key of its payment."""
    before = reads.issued(KIND, number=key)
    if before is not None:
        return before
    kept = withheld.of_month(scheme, month=month)
    office = offices.told(tax)
    page = Decision(
        title=TITLES[tax],
        number=key,
        holder=office["name"],
        honorific="御中",
        address=office["address"],
        lead=(
            f"{month.year}年{month.month}月に支払った分の税を納めます。",
            f"{era.on_paper(due_on)}に振り込みます。",
        ),
        groups=_groups(tax, kept),
        notes=(f"制度：{SCHEMES[scheme]}", "徴収した税の仕訳の合計と、同じ額です。"),
        issued_on=tokyo.in_tokyo(at).date(),
        issuer=ISSUER,
        is_sample=settings.WORKSHOP,
    )
    writes.keep(
        decision.written(page),
        person=NOBODY,
        kind=KIND,
        filename=f"{TITLES[tax]}_{month}.pdf",
        media="application/pdf",
        at=at,
        number=key,
    )
    made = reads.issued(KIND, number=key)
    assert made is not None
    return made


def municipality(address: str) -> str:
    """Return the municipality an address begins with; the address itself where none is read."""
    found = _MUNICIPALITY.match(address)
    return found.group() if found else address


def _groups(tax: str, kept: Sequence[Kept]) -> list[Group]:
    if tax == "withheld_tax":
        return list(_by_income(kept))
    return list(_by_municipality(kept))


def _by_income(kept: Iterable[Kept]) -> Iterator[Group]:
    for income, words in INCOMES.items():
        rows = [each for each in kept if each.income == income]
        if rows:
            yield (
                words,
                [
                    ("人数", f"{len({each.party for each in rows}):,}人"),
                    ("支払った額", str(total([each.paid for each in rows]))),
                    ("税額（復興特別所得税を含む）", str(total([each.national for each in rows]))),
                ],
            )
    yield ("納める額", [("合計", str(total([each.national for each in kept])))])


def _by_municipality(kept: Sequence[Kept]) -> Iterator[Group]:
    """Yield the taxes of each municipality: where a person lived on 1 January of the year."""
    taxed = [(_place(each), each) for each in kept if each.municipal or each.prefectural]
    for place, group in groupby(sorted(taxed, key=lambda pair: pair[0]), key=lambda pair: pair[0]):
        rows = [each for _, each in group]
        yield (
            place,
            [
                ("人数", f"{len({each.party for each in rows}):,}人"),
                ("市町村民税", str(total([each.municipal for each in rows]))),
                ("道府県民税", str(total([each.prefectural for each in rows]))),
            ],
        )
    whole = total([each.municipal + each.prefectural for _, each in taxed])
    yield ("納める額", [("合計", str(whole))])


def _place(kept: Kept) -> str:
    first = date(kept.paid_on.year, 1, 1)
    return municipality(parties.address_on(kept.party, day=first))

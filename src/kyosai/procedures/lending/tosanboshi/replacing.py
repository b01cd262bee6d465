"""貸付けと借換え — a temporary loan made, the one it replaces repaid, and each yen posted."""

from datetime import datetime
from uuid import UUID

from kyosai.basis.money import Yen
from kyosai.procedures.lending.tosanboshi import books, handing_over, offer
from kyosai.procedures.lending.tosanboshi.books import SCHEME
from kyosai.procedures.lending.tosanboshi.handing_over import Handing
from kyosai.procedures.lending.tosanboshi.offer import Offer
from kyosai.records.loans import writes as loans
from kyosai.records.loans.writes import Due, Received
from kyosai.schemes.clocks.promises import Promise

NOTHING = Yen(0)
TERM_MONTHS = 12
SUSPENSE = f"suspense:{SCHEME}"  # money that came, and that nobody has said what for


def make(
    made: Offer,
    *,
    key: str,
    party: UUID,
    case: str,
    clock: Promise,
    at: datetime,
    officer: str = "",
) -> str:
    """Make the loan of an offer, and repay the one it replaces; return its number."""
    key = f"temporary:{key}"
    if made.old is not None:
        _repay(made, key=key, at=at)
    return handing_over.hand_over(
        Handing(
            key=key,
            contract=made.contract,
            party=party,
            kind=books.TEMPORARY,
            purpose="一時貸付金",
            amount=made.amount,
            handed_over=made.moved.to_holder,
            term_months=TERM_MONTHS,
            yearly_rate=offer.yearly_rate(made),
            turns=[Due(made.repaid_by, made.amount, made.interest)],
            posted=posted(made),
            case_number=case,
            replaces=made.old.number if made.old else None,
            ordered_by=officer,
            clock=clock,
        ),
        at=at,
    )


def posted(made: Offer) -> list[tuple[str, str, Yen]]:
    """Return the transfers: what the debt grows or shrinks by, the interest, and the rest.

    What the holder pays in stands in suspense until it is used here.
    """
    owed = handing_over.loan_account(books.TEMPORARY, contract=made.contract)
    ahead = f"interest_ahead:{SCHEME}:{made.contract}"
    old = made.old.principal_left if made.old else NOTHING
    more, less = max(NOTHING, made.amount - old), max(NOTHING, old - made.amount)
    from_loan = min(more, made.interest)
    return [
        (owed, handing_over.payable(made.contract), made.moved.to_holder),
        (owed, ahead, from_loan),
        (SUSPENSE, owed, less),
        (SUSPENSE, ahead, made.interest - from_loan),
    ]


def _repay(made: Offer, *, key: str, at: datetime) -> None:
    """Note the old loan as repaid: by the new one as far as it reaches, the rest by transfer."""
    assert made.old is not None
    by_new = min(made.old.principal_left, made.amount)
    ways = {"refinanced": by_new, "transfer": made.old.principal_left - by_new}
    for source, yen in ways.items():
        if yen:
            loans.receive(
                Received(
                    key=f"{key}:{source}",
                    loan=made.old.number,
                    source=source,
                    on=made.lent_on,
                    principal=yen,
                ),
                at=at,
            )

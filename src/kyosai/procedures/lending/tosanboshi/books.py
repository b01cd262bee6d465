"""帳簿 — what the Act asks of one contract's books before anything is lent on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kyosai.basis.money import Yen, total
from kyosai.basis.months import Month
from kyosai.basis.refusal import Refused
from kyosai.records.contracts import reads as contracts
from kyosai.records.contracts.reads import Standing
from kyosai.records.holds import reads as holds
from kyosai.records.loans import arrears
from kyosai.records.loans import reads as loans
from kyosai.records.loans.reads import Standing as Loan
from kyosai.records.paid_before import reads as paid_before
from kyosai.records.premiums import reads as premiums
from kyosai.schemes.tosanboshi import premium
from kyosai.schemes.tosanboshi.loan.counted_premiums import Paid
from kyosai.schemes.tosanboshi.premium import Change
from kyosai.schemes.tosanboshi.premium_total import Premiums, net_premium_total

SCHEME = "tosanboshi"
TEMPORARY, MUTUAL_AID = "temporary", "mutual_aid"


class NoContract(Refused):
    """Only a holder borrows."""

    reason = (
        "借りられる倒産防止共済の契約がありません。「わたしの手続き」で契約を確かめてください。"
    )


class OnHold(Refused):
    """A paper bars the contract: nothing is lent past it."""

    reason = "この契約の手続きは、いま止めてあります。「問い合わせる」から確かめてください。"


@dataclass(frozen=True)
class Books:
    """One contract: every month paid, every monthly premium, every loan."""

    contract: Standing
    paid: tuple[Paid, ...]
    changes: tuple[Change, ...]
    loans: tuple[Loan, ...]
    applied: Yen

    def months_paid(self, on: date) -> int:
        """Count the months paid by a day; what is paid ahead counts once its month has begun."""
        return len(self._begun(on))

    def premiums(self, on: date) -> Premiums:
        """Return what was paid by a day, and what has been used up of it."""
        paid = total([each.yen for each in self._begun(on)])
        return Premiums(paid, self.lent, self.applied)

    def net_total(self, on: date) -> Yen:
        """Return the net premium total of a day."""
        return net_premium_total(self.premiums(on))

    @property
    def lent(self) -> Yen:
        """Every mutual-aid loan ever lent, repaid ones too."""
        return total([each.amount for each in self.loans if each.kind == MUTUAL_AID])

    def owed(self, kind: str = "") -> Yen:
        """Return what is still owed on loans, of one kind or of all."""
        return total([each.principal_left for each in self.loans if kind in ("", each.kind)])

    def outstanding(self, kind: str) -> tuple[Loan, ...]:
        """Return the loans of a kind that are not repaid, the oldest first."""
        return tuple(each for each in self.loans if each.kind == kind and not each.is_repaid)

    def is_overdue(self, kind: str, *, on: date) -> bool:
        """Tell whether a loan of a kind was to be repaid before a day and was not."""
        return any(
            each.accelerated_on or arrears.owed(each, on=on).late for each in self.outstanding(kind)
        )

    def _begun(self, on: date) -> list[Paid]:
        return [each for each in self.paid if max(each.month.first_day, each.paid_on) <= on]


def of_party(party: UUID | None, *, lock: bool = False) -> Books:
    """Return the books of a person's active contract, or refuse who has none or is barred."""
    held = contracts.of_party(party) if party else []
    number = next((each.number for each in held if _is_active(each)), None)
    if number is None:
        raise NoContract
    contract = contracts.standing(number, lock=lock)
    if not _is_active(contract):
        raise NoContract
    if holds.is_barred(number):
        raise OnHold
    return _books(contract)


def _is_active(contract: Standing) -> bool:
    return contract.scheme == SCHEME and contract.status == "active"


def _books(contract: Standing) -> Books:
    borrowed = tuple(loans.of_contract(contract.number))
    return Books(
        contract=contract,
        paid=(*_brought(contract), *_collected(contract)),
        changes=tuple(
            Change(since, yen) for since, yen in contracts.monthly_premiums(contract.number)
        ),
        loans=borrowed,
        applied=total([_applied(each.number) for each in borrowed]),
    )


def _brought(contract: Standing) -> Iterator[Paid]:
    """Yield the months paid before our books began; nothing says that any of them was late."""
    for stretch in paid_before.history(contract.number, rows=()):
        for distance in range(stretch.months):
            month = stretch.first + distance
            day = month.first_day
            yield Paid(month, stretch.monthly_premium, month.last_day, paid_on=day)


def _collected(contract: Standing) -> Iterator[Paid]:
    for row in premiums.of_contract(contract.number):
        if row["state"] == "paid":
            month = Month.of(row["month"])
            yield Paid(month, Yen(row["yen"]), row["due_on"], paid_on=row["debit_on"])


def _applied(loan: str) -> Yen:
    """Return what of the premiums was put to a loan, interest and penalty among it."""
    put = [each for each in loans.receipts(loan) if each.source == "premiums"]
    return Yen(sum(each.principal + each.interest + each.penalty for each in put))


def ceiling(on: date) -> Yen:
    """Return the ceiling of the net premium total."""
    return premium.ceiling(on=on)

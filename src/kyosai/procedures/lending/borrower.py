"""借りる人 — contract, loans and account at the moment a loan is asked for, and who may not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kyosai.basis.refusal import Refused
from kyosai.casework import deadlines
from kyosai.records.contracts import reads as contracts
from kyosai.records.contracts.reads import Standing
from kyosai.records.holds import reads as holds
from kyosai.records.loans import arrears
from kyosai.records.loans import reads as loans
from kyosai.records.loans.reads import Standing as Loan
from kyosai.records.payments import payee
from kyosai.records.payments.accounts import Payee
from kyosai.schemes.clocks import promises
from kyosai.schemes.clocks.promises import Promise

PROCEDURE, EXAMINED = "loan", "special_loan"


class NoContract(Refused):
    """Only a holder borrows."""

    reason = "借りられる契約がありません。「わたしの手続き」で契約を確かめてください。"


class OnHold(Refused):
    """The contract is held for a legal reason."""

    reason = "この契約の手続きは、いま止めてあります。「問い合わせる」から確かめてください。"


class Overdue(Refused):
    """An earlier loan is overdue."""

    reason = "期日をすぎた貸付けがあります。先にそれを返すと、また借りられます。"


class NoAccount(Refused):
    """There is no account to pay to."""

    reason = "振り込める口座がありません。先に「引き落としの口座」を登録してください。"


@dataclass(frozen=True, kw_only=True)
class Borrower:
    """A contract as it stands when a loan is asked for; ``promise`` says when it would be paid."""

    contract: Standing
    loans: Sequence[Loan]
    payee: Payee | None
    promise: Promise

    @property
    def lent_on(self) -> date:
        """The day on which a loan asked for now is made: the first before whose cut-off it came."""
        return self.promise.t0

    def owed(self) -> list[Loan]:
        """Return the loans of which something is left."""
        return [loan for loan in self.loans if not loan.is_repaid]


def borrower(
    party: UUID | None, *, scheme: str, asked_at: datetime, lock: bool = False
) -> Borrower:
    """Return how a person's active contract stands, or refuse who has none.

    Locked, nobody else borrows against it or repays until the transaction ends.
    """
    held = contracts.of_party(party) if party else []
    active = [each for each in held if each.scheme == scheme and each.status == "active"]
    if not active:
        raise NoContract
    contract = contracts.standing(active[0].number, lock=True) if lock else active[0]
    return Borrower(
        contract=contract,
        loans=loans.of_contract(contract.number),
        payee=payee.of_contract(contract.number, party=contract.party),
        promise=promises.promise(PROCEDURE, received_at=asked_at),
    )


def insist(who: Borrower, *, pays_off: str = "") -> None:
    """Refuse a contract that is held, a loan that is overdue, and where there is no account.

    The loan that the new one pays off may be late: that is what refinancing is for.
    """
    if deadlines.is_held(who.contract.party) or holds.is_barred(who.contract.number):
        raise OnHold
    owed = [loan for loan in who.owed() if loan.number != pays_off]
    if any(arrears.owed(loan, on=who.lent_on).late for loan in owed):
        raise Overdue
    if who.payee is None:
        raise NoAccount

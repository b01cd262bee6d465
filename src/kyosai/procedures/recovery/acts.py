"""債権の処分 — what two officers may do about a late loan; each carried out once, in one place."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from kyosai.basis import tokyo
from kyosai.basis.money import Yen
from kyosai.basis.months import later
from kyosai.basis.refusal import Refused
from kyosai.procedures.recovery import demand, receive
from kyosai.records.contracts import reads as contracts
from kyosai.records.ledger import accounts
from kyosai.records.ledger import writes as ledger
from kyosai.records.ledger.writes import Posting
from kyosai.records.loans import arrears, reads, writes
from kyosai.records.loans.arrears import Overdue
from kyosai.records.loans.reads import Standing
from kyosai.schemes.skk.premium_tiers import TIER

NOTHING = Yen(0)


class NotLate(Refused):
    """A loan with nothing late."""

    reason = "遅れている返済は、いまありません。案件を「処分しない」で終えてください。"


class TooEarly(Refused):
    """The Act's time has not run out."""

    reason = "まだ、この処分ができる時期ではありません。時期が来るまで督促を続けてください。"


class NoPremiums(Refused):
    """Nothing is left of the premiums."""

    reason = "充てられる掛金が残っていません。ほかの処分を選んでください。"


class NoMonths(Refused):
    """A deferral of no months, or of too many."""

    reason = "期日をのばせるのは、1か月から12か月までです。"


class AboveAuthority(Refused):
    """More than this desk may give up."""

    reason = "この額の償却は、貸付けの担当の権限をこえています。役員の決裁が必要です。"


class NotPrescribed(Refused):
    """A claim that can still be demanded is not given up."""

    reason = "時効の期間が過ぎていない債権は、償却できません。"


@dataclass(frozen=True)
class Decided:
    """Who proposed an act and who decides it, in which case, when."""

    proposed_by: str
    officer: str
    case: str
    at: datetime

    @property
    def on(self) -> date:
        """The day of the decision."""
        return tokyo.in_tokyo(self.at).date()


def apply_premiums(loan: Standing, decided: Decided, *, months: int, why: str) -> str:
    """Put premiums to what is late, as far as they reach; the months paid still count."""
    late = _late(loan, on=decided.on)
    if not demand.may_apply(late, on=decided.on):
        raise TooEarly
    owed = late.owing
    yen = min(_premiums(loan, on=decided.on), owed.overdue + owed.penalty)
    if loan.scheme == "skk":  # Whole slices of 500 yen alone are drawn down.
        yen = Yen(yen.amount // TIER.amount * TIER.amount)
    if yen == NOTHING:
        raise NoPremiums
    key = f"applied:{loan.number}:{decided.case}"
    arrears.apply_premiums(
        key,
        loan=loan.number,
        on=decided.on,
        yen=yen,
        proposed_by=decided.proposed_by,
        decided_by=decided.officer,
        at=decided.at,
    )
    _allocated(key, loan, late, yen, debit=f"premiums:{loan.scheme}:{loan.contract}", by=decided)
    return f"掛金から{yen}を、遅れている返済に充てました。"


def accelerate(loan: Standing, decided: Decided, *, months: int, why: str) -> str:
    """Let the rest fall due at once."""
    late = _late(loan, on=decided.on)
    if not demand.may_accelerate(late, on=decided.on):
        raise TooEarly
    writes.accelerate(loan.number, on=decided.on, why=why, officer=decided.officer, at=decided.at)
    return f"残りの全額（{loan.principal_left}）を、次の引き落としで返していただきます。"


def defer(loan: Standing, decided: Decided, *, months: int, why: str) -> str:
    """Let the turns that are left fall due so many months later; no penalty runs meanwhile."""
    if not 0 < months <= 12:
        raise NoMonths(field="months")
    left = {turn.ordinal for turn in arrears.owed(loan, on=decided.on).left}
    for turn in reads.turns(loan.number):
        if turn.ordinal in left:
            to = later(turn.due_on, months=months)
            writes.move(
                loan.number, turn.ordinal, to=to, why=why, officer=decided.officer, at=decided.at
            )
    return f"返す日を、{months}か月のばしました。"


def write_off(loan: Standing, decided: Decided, *, months: int, why: str) -> str:
    """Give a prescribed claim up, within the desk's authority."""
    owed = arrears.owed(loan, on=decided.on)
    if owed.principal > Yen(demand.facts()["most_written_off"]):
        raise AboveAuthority
    if decided.on <= prescribed_on(loan, on=decided.on):
        raise NotPrescribed
    arrears.write_off(
        loan.number,
        on=decided.on,
        yen=owed.principal,
        why=why,
        proposed_by=decided.proposed_by,
        decided_by=decided.officer,
        at=decided.at,
    )
    ledger.post(
        Posting(
            key=f"written-off:{loan.number}",
            kind="loan_written_off",
            debit=f"losses:{loan.scheme}:{loan.contract}",
            credit=f"loans:{loan.kind}:{loan.scheme}:{loan.contract}",
            amount=owed.principal,
            effective_on=decided.on,
            contract=loan.contract,
            case_number=decided.case,
        ),
        at=decided.at,
    )
    return "この貸付けの請求を終わりにしました。"


def prescribed_on(loan: Standing, *, on: date) -> date:
    """Return the last day on which a claim can be demanded: from the last thing that renewed it.

    A demand alone holds prescription back for six months; acknowledging or suing renews it.
    """
    renewing = [row.on for row in arrears.interruptions(loan.number) if row.kind != "demand"]
    paid = [row.on for row in reads.receipts(loan.number)]
    begins = max([_late(loan, on=on).since, *renewing, *paid])
    return later(begins, months=12 * int(demand.facts()["claim_years"]))


def _late(loan: Standing, *, on: date) -> Overdue:
    owed = arrears.owed(loan, on=on)
    if not owed.late:
        raise NotLate
    return Overdue(loan, owed)


def _premiums(loan: Standing, *, on: date) -> Yen:
    """Return what the journal holds of a contract's premiums."""
    account = f"premiums:{loan.scheme}:{loan.contract}"
    held = accounts.balance(account, before=date(on.year + 1, 1, 1))
    assert contracts.standing(loan.contract).scheme == loan.scheme
    return Yen(max(0, -held.amount))


def _allocated(
    key: str, loan: Standing, late: Overdue, yen: Yen, *, debit: str, by: Decided
) -> None:
    """Allocate a sum: principal first, then interest, then penalty."""
    principal = min(yen, Yen(sum(turn.principal.amount for turn in late.owing.late)))
    interest = min(yen - principal, late.owing.overdue - principal)
    receive.receive(
        receive.Sum(
            key=key,
            loan=loan.number,
            source="premiums",
            on=by.on,
            principal=principal,
            interest=max(NOTHING, interest),
            penalty=min(yen - principal - max(NOTHING, interest), late.owing.penalty),
            debit=debit,
            case_number=by.case,
        ),
        at=by.at,
    )


ACTS: dict[str, Callable[..., str]] = {
    "apply_premiums": apply_premiums,
    "accelerate": accelerate,
    "defer": defer,
    "write_off": write_off,
}
NAMES = {
    "apply_premiums": "掛金を返済に充てる（法定充当・取りくずし）",
    "accelerate": "残り全額の期限を来させる（期限の利益の喪失）",
    "defer": "返す日をのばす（償還期日の繰下げ）",
    "write_off": "請求を終わりにする（償却）",
    "none": "処分しない",
}

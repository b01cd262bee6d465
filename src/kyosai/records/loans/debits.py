"""返済の引き落としの記録 — which loans a debit day asks, in a file of their own, and answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from kyosai.basis.money import Yen
from kyosai.formats.zengin.direct_debit import DebitRequest, NewCode
from kyosai.records.loans.models import EarlyWish, Loan, RepaymentAnswer, RepaymentRequest
from kyosai.records.mandates import reads as mandates

Requested = RepaymentRequest  # a loan in a file, as its answer is read against it
FIRST_PART = 90  # The files of premiums are numbered below it.


@dataclass(frozen=True)
class Asked:
    """What one loan is asked for in a cycle."""

    loan: str
    customer_no: str
    turns: tuple[int, ...]
    principal: Yen
    interest: Yen
    penalty: Yen
    is_whole: bool

    @property
    def yen(self) -> Yen:
        """All of it, in one sum."""
        return self.principal + self.interest + self.penalty


def running(scheme: str, *, until: date) -> list[str]:
    """Return the loans with a turn on or before a day that are not known to be repaid."""
    rows = Loan.objects.filter(scheme=scheme, written_off__isnull=True, replaced_by__isnull=True)
    due = Q(turns__due_on__lte=until) | Q(early_wishes__isnull=False)
    return list(rows.filter(due).order_by("number").distinct().values_list("number", flat=True))


def in_flight(loan: str) -> bool:
    """Tell whether a debit of a loan is at the bank, its last word unknown."""
    answered = set(
        RepaymentAnswer.objects.filter(loan_id=loan, is_final=True).values_list(
            "cycle_id", flat=True
        )
    )
    asked = RepaymentRequest.objects.filter(loan_id=loan).exclude(
        cycle__files__part__gte=FIRST_PART, cycle__files__hand_over__refusal__gt=""
    )
    return bool(set(asked.values_list("cycle_id", flat=True)) - answered)


def accounts(contracts: Sequence[str]) -> dict[str, DebitRequest]:
    """Return the account each contract may be debited from, as a line without an amount."""
    return {
        each.contract: DebitRequest(
            each.bank_code, "", each.branch_code, "", each.account_kind, each.account_number,
            each.holder_kana, Yen(0), NewCode.OTHER, each.customer_no,
        )
        for each in mandates.debitable(contracts)
    }  # fmt: skip


def ask(cycle: str, asked: Iterable[Asked]) -> None:
    """Write down what a cycle asks of loans."""
    RepaymentRequest.objects.bulk_create(
        RepaymentRequest(
            cycle_id=cycle,
            loan_id=each.loan,
            customer_no=each.customer_no,
            turns=list(each.turns),
            principal=each.principal.amount,
            interest=each.interest.amount,
            penalty=each.penalty.amount,
            yen=each.yen.amount,
            is_whole=each.is_whole,
        )
        for each in asked
    )


def asked(cycle: str) -> dict[str, list[RepaymentRequest]]:
    """Return what a cycle asks of loans, by the customer number that stands in the file."""
    found: dict[str, list[RepaymentRequest]] = {}
    for row in RepaymentRequest.objects.filter(cycle_id=cycle).order_by("loan_id"):
        found.setdefault(row.customer_no, []).append(row)
    return found


def is_planned(cycle: str) -> bool:
    """Tell whether a cycle asks any loan already."""
    return RepaymentRequest.objects.filter(cycle_id=cycle).exists()


def note_answer(cycle: str, loan: str, code: str, *, at: datetime) -> bool:
    """Note the bank's answer; told twice, once. Return whether it is new."""
    _, is_new = RepaymentAnswer.objects.get_or_create(
        cycle_id=cycle, loan_id=loan, is_final=code != "N", defaults={"code": code, "at": at}
    )
    return is_new


def last_failure(loan: str) -> date | None:
    """Return the last debit day that failed after the last that went through."""
    rows = RepaymentAnswer.objects.filter(loan_id=loan, is_final=True)
    last = rows.order_by("-cycle__debit_on").values_list("cycle__debit_on", "code").first()
    return last[0] if last and last[1] != "0" else None


def wish_to_end(loan: str, *, receipt: str, at: datetime) -> None:
    """Note that the holder wishes to repay the rest with the next debit."""
    EarlyWish.objects.get_or_create(receipt=receipt, defaults={"loan_id": loan, "asked_at": at})


def wished_at(loan: str) -> datetime | None:
    """Return when the holder wished to repay the rest, if so."""
    rows = EarlyWish.objects.filter(loan_id=loan).order_by("-asked_at")
    return rows.values_list("asked_at", flat=True).first()

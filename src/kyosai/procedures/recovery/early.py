"""繰上げ返済（SK20・TB15） — what ends a loan on a day, and the wish to end it by a debit."""

from dataclasses import asdict, dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from kyosai.basis import tokyo
from kyosai.basis.money import Yen
from kyosai.basis.refusal import Malformed, Refused
from kyosai.casework import actions as casework
from kyosai.casework.actions import Line, Opening
from kyosai.exchange import postbox
from kyosai.exchange.messages.outbound import Answer, Status
from kyosai.exchange.messages.repayments import EarlyRepayment
from kyosai.procedures.recovery import allowance, tell, words
from kyosai.procedures.recovery.flow import EARLY
from kyosai.records.loans import arrears, debits, reads
from kyosai.records.loans.reads import Standing
from kyosai.records.mandates import reads as mandates
from kyosai.records.parties import reads as parties
from kyosai.schemes.clocks import channels, debit_days

NOTHING = Yen(0)


class NoLoan(Refused):
    """No loan of this person under this number, or nothing left of it."""

    reason = "返す貸付けが見つかりません。「わたしの手続き」で確かめてください。"


class NoAccount(Refused):
    """Nobody can be debited without an account."""

    reason = "引き落としの口座がありません。先に口座を登録してください。"


class AtTheBank(Refused):
    """A debit is under way: what it brings is not known yet."""

    reason = "今、引き落としの途中です。結果が出てから、もう一度申し込んでください。"


@dataclass(frozen=True)
class Quote:
    """What ends a loan on a day, to the yen, and what ending it then brings."""

    on: date
    principal: Yen
    interest: Yen
    penalty: Yen
    allowance: Yen

    @property
    def yen(self) -> Yen:
        """All of it, in one sum."""
        return self.principal + self.interest + self.penalty


def quote(loan: Standing, *, on: date) -> Quote:
    """Return what would end a loan on a day. Interest paid ahead is not given back (unknown)."""
    owed = arrears.owed(loan, on=on)
    brings, _ = allowance.due(loan, on=on)
    interest = Yen(sum(turn.interest.amount for turn in owed.late))
    return Quote(on, owed.principal, interest, owed.penalty, brings)


def next_debit(loan: Standing, *, asked_at: datetime) -> date:
    """Return the debit day that takes what is wished for now, or refuse it."""
    account = mandates.account_of(loan.contract)
    if account is None:
        raise NoAccount
    today = tokyo.in_tokyo(asked_at).date()
    channel = channels.channel_for(account.bank_code, scheme=loan.scheme, on=today)
    return debit_days.first_regular(channel, asked_at=asked_at, decided_at=asked_at).debit_on


def repay_early(number: str, *, at: datetime) -> Status:
    """Handle one wish to end a loan; return its status word."""
    with transaction.atomic(durable=True):
        _, message = postbox.take(number)
        assert isinstance(message, EarlyRepayment)
        party = parties.of_person(UUID(message.person))
        if party is None:
            raise Malformed(1, "person", "unknown")
        status, said = _outcome(message, party=party, at=at)
        _file(message, number=number, party=party, status=status, said=said, at=at)
        told_at = at.isoformat()
        postbox.reply(Answer(to=number, receipt=message.receipt, status=status, at=told_at))
    return status


def of_person(loan: str, *, party: UUID | None) -> Standing:
    """Return a person's own loan with something left, or refuse."""
    found = reads.of_number(loan)
    if found is None or found.party != party or found.is_repaid:
        raise NoLoan
    return found


def _outcome(message: EarlyRepayment, *, party: UUID, at: datetime) -> tuple[Status, str]:
    asked_at = datetime.fromisoformat(message.received_at)
    try:
        loan = of_person(message.loan, party=party)
        if debits.in_flight(loan.number):
            raise AtTheBank
        day = next_debit(loan, asked_at=asked_at)
    except Refused as refusal:
        return "failed", refusal.reason
    debits.wish_to_end(loan.number, receipt=message.receipt, at=asked_at)
    told = quote(loan, on=day)
    said = words.wished(loan, debit_on=day, yen=told.yen, allowance=told.allowance)
    tell.notice(loan, f"wished:{message.receipt}", said, at=at)
    return "amended", said[1]


def _file(
    message: EarlyRepayment, *, number: str, party: UUID, status: Status, said: str, at: datetime
) -> None:
    received_at = datetime.fromisoformat(message.received_at)
    is_done = status == "amended"
    casework.open(
        Opening(
            number=casework.new_number(),
            flow=EARLY[message.scheme],
            step="screen",
            subject=party,
            receipt=message.receipt,
            received_at=received_at,
            opened_on=at.date(),
            due_at=at,
            at=at,
            filing={"message": number, "change": asdict(message)},
            lines=[Line("screen", "clear" if is_done else "refused", words=said)],
            outcome="accepted" if is_done else "refused",
        )
    )

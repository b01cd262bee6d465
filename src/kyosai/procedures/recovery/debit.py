"""返済の引き落とし — on the debit day of the premiums, from the same account, in a file beside.

A turn is asked on the first debit day on or after its own; what failed is asked again as the Act's
practice says, with what lateness has cost by that day.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from kyosai.basis import fingerprint
from kyosai.basis.money import Yen, total
from kyosai.basis.months import Month
from kyosai.formats.zengin import direct_debit
from kyosai.formats.zengin.direct_debit import DebitRequest
from kyosai.records.loans import arrears, debits, reads
from kyosai.records.loans.debits import FIRST_PART, Asked
from kyosai.records.loans.reads import Standing
from kyosai.records.premiums import cycles, files
from kyosai.records.premiums.planning import Reach
from kyosai.records.remittances import consignor
from kyosai.schemes.clocks import channels
from kyosai.schemes.clocks.debit_days import Cycle
from kyosai.schemes.tosanboshi.loan.arrears import asked_again_in

NOTHING = Yen(0)


def keep_file(cycle: Cycle, *, at: datetime) -> str:
    """Make the file of the loans that are due on a regular debit day; return its name, if any.

    Killed half-way, nothing is kept; run again, nothing is made twice.
    """
    if not cycle.is_regular:
        return ""
    with transaction.atomic(durable=True):
        row = cycles.locked(cycle.key)
        if row.built_at is not None or debits.is_planned(cycle.key):
            return ""
        banks, is_named = channels.reached_by(cycle.channel, on=cycle.debit_on)
        asked, lines = _due(cycle, Reach(banks, is_named=is_named))
        if not asked:
            return ""
        debits.ask(cycle.key, asked)
        name = f"Z91-{row.scheme}-{row.channel}-{row.debit_on}-{FIRST_PART}.dat"
        content = direct_debit.write(
            lines, consignor=consignor.of(row.scheme), debit_on=row.debit_on
        )
        files.keep(
            name,
            cycle=cycle.key,
            part=FIRST_PART,
            digest=fingerprint.digest(content),
            content=content,
            records=len(lines),
            yen=sum(line.amount.amount for line in lines),
            at=at,
        )
    return name


def _due(cycle: Cycle, reach: Reach) -> tuple[list[Asked], list[DebitRequest]]:
    """Return what each loan is asked for, and one line for each account: loans share one."""
    scheme, day = cycle.channel.scheme, cycle.debit_on
    loans = reads.of_numbers(debits.running(scheme, until=day))
    accounts = debits.accounts([loan.contract for loan in loans])
    asked, sums = list[Asked](), dict[str, list[Yen]]()
    for loan in loans:
        account = accounts.get(loan.contract)
        if account is None or (account.bank_code in reach.banks) != reach.is_named:
            continue
        wanted = _asked(loan, customer_no=account.customer_number, cycle=cycle)
        if wanted and not debits.in_flight(loan.number):
            asked.append(wanted)
            sums.setdefault(loan.contract, []).append(wanted.yen)
    lines = [accounts[contract]._replace(amount=total(yens)) for contract, yens in sums.items()]
    return asked, sorted(lines, key=lambda line: line.customer_number)


def _asked(loan: Standing, *, customer_no: str, cycle: Cycle) -> Asked | None:
    """Return what a loan is asked for on a debit day; nothing while its time has not come."""
    day = cycle.debit_on
    owed = arrears.owed(loan, on=day)
    wished = debits.wished_at(loan.number)
    due = tuple(turn for turn in owed.left if turn.due_on <= day)
    plain = Asked(
        loan=loan.number,
        customer_no=customer_no,
        turns=tuple(turn.ordinal for turn in due),
        principal=total([turn.principal for turn in due]),
        interest=total([turn.interest for turn in due]),
        penalty=owed.penalty,
        is_whole=False,
    )
    if wished is not None and wished < cycle.submit_by and owed.principal > NOTHING:
        turns = tuple(turn.ordinal for turn in owed.left)
        return replace(plain, turns=turns, principal=owed.principal, is_whole=True)
    if plain.yen == NOTHING or not _is_time(loan, cycle=cycle):
        return None
    return plain


def _is_time(loan: Standing, *, cycle: Cycle) -> bool:
    """Tell whether a loan whose last debit failed is asked again in this cycle."""
    failed = debits.last_failure(loan.number)
    if failed is None or loan.scheme == "skk":
        return True
    return cycle.month >= asked_again_in(Month.of(failed))


def next_asked_on(days: Sequence[date], *, after: date) -> date | None:
    """Return the first of some debit days after a day."""
    return min((day for day in days if day > after), default=None)

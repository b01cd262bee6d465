"""契約の振込先 — money goes to the account the premiums come from, the newest confirmed one."""

from datetime import date, timedelta
from uuid import UUID

from kyosai.basis import parameters
from kyosai.basis.business_days import BeyondCalendar
from kyosai.records.payments import accounts
from kyosai.records.payments.accounts import Payee
from kyosai.schemes.clocks import calendars

A_FORTNIGHT = timedelta(days=14)


def of_contract(contract: str, *, party: UUID) -> Payee | None:
    """Return the account a contract's money is sent to; nothing while none is confirmed.

    Every account it was debited from is written down in order: only the first is payable at once.
    """
    known = [
        accounts.register(party, each)
        for each in accounts.debited(contract, payable_from=payable_from)
    ]
    return accounts.payee(known[-1]) if known else None


def payable_from(registered_on: date) -> date:
    """Return the day from which a changed account needs no call back: five bank days on.

    Where no calendar reaches, a fortnight: there are always five bank days in it.
    """
    days: int = parameters.table(__package__, "payee")["changed_account_days"]
    try:
        return calendars.bank().add(registered_on, days)
    except BeyondCalendar:
        return registered_on + A_FORTNIGHT

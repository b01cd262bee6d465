"""請求の読み取り — what a claim tells, in the law's own terms, customer by customer."""

from dataclasses import dataclass
from datetime import date

from kyosai.basis import alike, tokyo
from kyosai.basis.money import Yen
from kyosai.exchange.messages.tosanboshi_lending import FailedCustomer, MutualAidClaim
from kyosai.procedures.lending.tosanboshi import books, filed
from kyosai.procedures.lending.tosanboshi.books import Books
from kyosai.records.failed_customers import reads as failed_customers
from kyosai.schemes.tosanboshi.customer_failure import Event, Failure, Notice, Sender, failed_on
from kyosai.schemes.tosanboshi.loan import receivables
from kyosai.schemes.tosanboshi.loan.entitlement import Claimant
from kyosai.schemes.tosanboshi.loan.mutual_aid_loan import Damage
from kyosai.schemes.tosanboshi.loan.receivables import Nature, Receivable
from kyosai.schemes.tosanboshi.trades import Enterprise, Form, Trade


@dataclass(frozen=True)
class Assessed:
    """What an officer found uncollectable at one customer, in yen, and why it is another figure."""

    uncollectable: Yen
    reason: str


def claimed_on(claim: MutualAidClaim) -> date:
    """Return the day of the claim."""
    return tokyo.in_tokyo(filed.received_at(claim)).date()


def failure(customer: FailedCustomer) -> Failure:
    """Return what happened to a customer; a direct one, or the claimant would not list it."""
    notice = None
    if customer.sender:
        notice = Notice(sender=Sender.of(customer.sender), claim=Yen(gross(customer)))
    return Failure(
        event=Event.of(customer.event),
        happened_on=date.fromisoformat(customer.failed_on),
        notice=notice,
        all_representatives_missing=True,  # said by choosing that event; the officer sees papers
    )


def day_of(customer: FailedCustomer) -> date:
    """Return the day of a customer's failure, or refuse what the Act does not count."""
    return failed_on(failure(customer))


def key(customer: FailedCustomer) -> str:
    """Return what one failure is known by, whoever tells of it."""
    who = customer.corporate_number or alike.bare(customer.name)
    return failed_customers.key(who, event=customer.event, failed_on=customer.failed_on)


def gross(customer: FailedCustomer) -> int:
    """Return all that a customer owes, before anything is taken off."""
    return customer.trade + customer.bills + customer.electronic + customer.advance_paid


def lost(customer: FailedCustomer) -> Yen:
    """Return what of a customer's debts is uncollectable, as claimed."""
    every = Receivable(
        nature=Nature.TRADE,  # the four natures a claim may name all count alike
        gross=Yen(gross(customer)),
        collected=Yen(customer.collected),
        set_off=Yen(customer.set_off),
        deposited=Yen(customer.deposited),
        secured=Yen(customer.secured),
        taken_back=Yen(customer.taken_back),
    )
    return receivables.uncollectable([every])


def damage(customer: FailedCustomer, *, claim: MutualAidClaim, found: Assessed | None) -> Damage:
    """Return the damage of one customer: what an officer found, or else what was claimed."""
    return Damage(
        uncollectable=found.uncollectable if found else lost(customer),
        monthly_trade=Yen(customer.monthly_trade),
        dependence_percent=receivables.dependence_percent(
            Yen(customer.monthly_trade), with_all=Yen(claim.circumstances.total_monthly_trade)
        ),
        has_traded_a_year=receivables.has_traded_a_year(
            traded_since=date.fromisoformat(customer.traded_since),
            failed_on=date.fromisoformat(customer.failed_on),
        ),
    )


def claimant(claim: MutualAidClaim, held: Books) -> Claimant:
    """Return who claims, on the day of the claim."""
    told, on = claim.circumstances, claimed_on(claim)
    capital = None if told.capital is None else Yen(told.capital)
    return Claimant(
        claimed_on=on,
        enterprise=Enterprise(
            form=Form.of(held.contract.capacity),
            trade=Trade.of(held.contract.trade),
            employees=told.employees,
            capital=capital,
        ),
        has_failed=told.has_failed,
        goes_on=told.goes_on,
        is_seized=told.is_seized,
        is_overdue=held.is_overdue(books.MUTUAL_AID, on=on),
    )

"""調べること — what a claim shows by itself: grounds of the law, the ledger, related parties."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kyosai.basis import alike, law
from kyosai.basis.refusal import Refused
from kyosai.casework import reads as casework
from kyosai.casework.findings import Finding
from kyosai.exchange.messages.tosanboshi_lending import FailedCustomer, MutualAidClaim
from kyosai.procedures.lending.tosanboshi import filed
from kyosai.procedures.lending.tosanboshi.books import Books
from kyosai.procedures.lending.tosanboshi.flow import MUTUAL_AID_LOAN
from kyosai.procedures.lending.tosanboshi.mutual_aid import claim as told
from kyosai.procedures.lending.tosanboshi.mutual_aid import figures
from kyosai.records.failed_customers import reads as known
from kyosai.schemes.tosanboshi.loan import entitlement

ARTICLE = "中小企業倒産防止共済法9条"
WEIGHED = "中小企業倒産防止共済法9条4項"


@dataclass(frozen=True)
class Look:
    """What a claim shows by itself: findings, the rules asked, and the failure it is about."""

    findings: list[Finding]
    rules: list[law.Finding]
    group: str


def look(claim: MutualAidClaim, held: Books) -> Look:
    """Look at a claim as it came; nothing is decided."""
    with law.explained() as rules:
        found = [*_by_law(claim, held), *_grounds(claim, held)]
    for customer in claim.customers:
        found += [*_customer(customer), *_ledger(customer, claim)]
    found += _claimed_elsewhere(claim, held)
    return Look(found, rules, group(claim.customers))


def refusals(claim: MutualAidClaim, held: Books) -> list[Finding]:
    """Return the grounds of the law against a loan: while one stands, nothing is lent."""
    return [each for each in _grounds(claim, held) if each.is_refusal]


def _by_law(claim: MutualAidClaim, held: Books) -> Iterator[Finding]:
    try:
        counted = figures.figures(claim, held)
    except Refused as refusal:
        yield Finding("by_law", refusal.reason, ARTICLE, is_well=False, is_refusal=True)
        return
    facts = {
        "請求額": str(claim.amount),
        "被害額": str(counted.damage),
        "上限": str(counted.limit),
        "下限": str(counted.smallest),
    }
    yield Finding(
        "by_law", f"上限{counted.limit}のうち、{counted.amount}を貸せます。", ARTICLE, facts=facts
    )


def _grounds(claim: MutualAidClaim, held: Books) -> Iterator[Finding]:
    for each in entitlement.claim_findings(told.claimant(claim, held)):
        yield Finding(
            each.key, each.sentence, each.ground, is_well=False, is_refusal=each.is_refusal
        )


def _customer(customer: FailedCustomer) -> Iterator[Finding]:
    """Yield whether the failure has been decided before, and whether the customer is related."""
    before = known.found(told.key(customer))
    name = customer.name
    if before:
        words = f"{name}の倒産は、案件{before.case_number}で確かめてあります。"
        yield Finding(f"failure_known:{name}", words, facts={"決裁": before.at.isoformat()})
    else:
        words = f"{name}の倒産の事実を、書類で確かめてください。"
        yield Finding(f"failure_known:{name}", words, is_well=False)
    if customer.is_related:
        words = f"{name}は関係する会社です。取引が本当にあったかを確かめてください。"
        yield Finding(f"related:{name}", words, WEIGHED, is_well=False)


def _ledger(customer: FailedCustomer, claim: MutualAidClaim) -> Iterator[Finding]:
    """Compare the trade receivable with the balance of the ledger on the day of the failure."""
    lines = [
        line.yen
        for line in claim.ledger
        if alike.is_same(line.customer, customer.name) and line.day <= customer.failed_on
    ]
    key, name = f"ledger:{customer.name}", customer.name
    if not lines:
        yield Finding(key, f"{name}の売掛金元帳がありません。", is_well=False)
    elif sum(lines) == customer.trade:
        yield Finding(key, f"{name}の売掛金は、元帳の残高と同じです。")
    else:
        facts = {"元帳の残高": f"{sum(lines):,}円", "請求": f"{customer.trade:,}円"}
        yield Finding(key, f"{name}の売掛金が、元帳の残高と違います。", is_well=False, facts=facts)


def _claimed_elsewhere(claim: MutualAidClaim, held: Books) -> Iterator[Finding]:
    """Yield the other claims of this holder on the same failures: no debt is lost twice."""
    here = {told.key(customer): customer.name for customer in claim.customers}
    for case in casework.cases_of(held.contract.party):
        is_other = case.flow == MUTUAL_AID_LOAN.name and case.receipt != claim.receipt
        if not is_other or case.outcome == "refused":
            continue
        before = filed.again(case.filing, kind=MutualAidClaim)
        for key in here.keys() & {told.key(customer) for customer in before.customers}:
            words = f"{here[key]}の倒産は、案件{case.number}でも請求されています。"
            yield Finding(f"claimed:{case.number}:{here[key]}", words, is_well=False)


def group(customers: Sequence[FailedCustomer]) -> str:
    """Return the failure a claim is worked on with: that of the largest debt."""
    largest = max(customers, key=told.gross, default=None)
    return told.key(largest) if largest else ""

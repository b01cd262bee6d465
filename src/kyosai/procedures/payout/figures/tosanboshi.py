"""倒産防止共済の解約手当金 — by who ended the contract and the months paid, less the loans."""

from datetime import date, datetime

from kyosai.basis import law, tokyo
from kyosai.basis.money import Yen, total
from kyosai.basis.refusal import Refused
from kyosai.exchange.messages.claims import Claim
from kyosai.procedures.payout.figures import debts, paid, why
from kyosai.procedures.payout.figures.figures import Figures
from kyosai.records.contracts.reads import Standing
from kyosai.records.loans import reads as loans
from kyosai.schemes.tosanboshi import cancellation
from kyosai.schemes.tosanboshi.cancellation import Ending, after_offset
from kyosai.schemes.tosanboshi.loan.repayment import loan_penalty
from kyosai.schemes.tosanboshi.premium_total import Premiums, net_premium_total
from kyosai.schemes.tosanboshi.rights import prescription
from kyosai.schemes.tosanboshi.rights.prescription import Right

NOTHING = Yen(0)
ENDINGS = {  # what the screen calls a cause, and how the Act has the contract end
    "cancelled_by_holder": Ending.VOLUNTARY,
    "dissolved": Ending.DEEMED,
    "whole_business_split": Ending.DEEMED,
    "whole_business_transferred": Ending.DEEMED,
    "owner_died": Ending.DEEMED,
    "trustee": Ending.VOLUNTARY,
    "cancelled_by_smrj": Ending.BY_SMRJ,
}
WORDS = {
    "cancelled_by_holder": "任意解約",
    "dissolved": "会社の解散",
    "whole_business_split": "会社の分割（事業の全部）",
    "whole_business_transferred": "事業の全部の譲渡",
    "owner_died": "個人事業主の死亡",
    "trustee": "破産管財人による解約",
    "cancelled_by_smrj": "機構解約（12か月以上の滞納）",
}
BY_WILL = ("cancelled_by_holder", "cancelled_by_smrj")  # these happen by being told
NOTHING_YET = "掛金納付月数が12か月以上のときに支給します"


class UnknownEnding(Refused):
    """A cause the Act on 倒産防止共済 does not know."""

    reason = "この制度にはない理由です。画面に出ている理由から選んでください。"


class Lapsed(Refused):
    """A claim after five years."""

    reason = "受け取れる期間（5年）がすぎています。事情があるときは、問い合わせてください。"


class NotYetHappened(Refused):
    """An end dated after the day it is told."""

    reason = "まだ来ていない日です。契約が終わる理由が起きた日を入れてください。"


def figures(contract: Standing, claim: Claim, *, on: date) -> Figures:
    """Return what the end of a contract of 倒産防止共済 pays on a day, or refuse it."""
    if claim.cause not in ENDINGS:
        raise UnknownEnding(field="cause")
    told_on = tokyo.in_tokyo(datetime.fromisoformat(claim.received_at)).date()
    is_by_will = claim.cause in BY_WILL
    happened_on = told_on if is_by_will else date.fromisoformat(claim.happened_on)
    if happened_on > told_on:
        raise NotYetHappened(field="happened_on")
    if told_on > prescription.lapses_after(Right.ALLOWANCE, claimable_on=happened_on):
        raise Lapsed(field="happened_on")
    return ended(contract, cause=claim.cause, happened_on=happened_on, told_on=told_on, on=on)


def ended(contract: Standing, *, cause: str, happened_on: date, told_on: date, on: date) -> Figures:
    """Return what an end pays, whoever brought it about."""
    ending = ENDINGS[cause]
    with law.explained() as rules:
        ends_on = cancellation.ended_on(ending, happened_on=happened_on, told_on=told_on)
        history = paid.until(contract.number, day=ends_on)
        months, premiums = paid.months(history), premiums_of(contract.number, paid.yen(history))
        gross = cancellation.cancellation_allowance(
            net_premium_total(premiums), ending=ending, months_paid=months
        )
        owed = debts.owed(contract.number, on=on, delay=_delay)
        after_offset(gross, owed=[each.amount for each in owed])
    offsets = debts.offsets(owed, out_of=gross)
    return Figures(
        scheme="tosanboshi",
        cause=cause,
        cause_words=WORDS[cause],
        happened_on=happened_on,
        ends_on=ends_on,
        months_paid=months,
        premiums=premiums.paid,
        due="cancellation" if gross else "nothing",
        due_words=f"解約手当金（{ending.value}）",
        provision="中小企業倒産防止共済法11条",
        gross=gross,
        offsets=offsets,
        left=debts.left_of(owed, offsets),
        why_nothing="" if gross else NOTHING_YET,
        rules=why.rows(rules),
    )


def premiums_of(contract: str, yen: Yen) -> Premiums:
    """Return what was paid, 共済金 ever lent, and premiums put to debts."""
    held = loans.of_contract(contract)
    lent = [each.amount for each in held if each.kind == "mutual_aid"]
    applied = [
        Yen(row.principal + row.interest + row.penalty)
        for each in held
        for row in loans.receipts(each.number)
        if row.source == "premiums"
    ]
    return Premiums(yen, lent=total(lent), applied=total(applied))


def _delay(overdue: Yen, due_on: date, on: date) -> Yen:
    return loan_penalty(overdue, due_on=due_on, paid_on=on)

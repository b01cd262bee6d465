"""機構解約（SK12・TB18） — twelve unpaid months: one officer proposes, another ends it."""

from datetime import datetime

from django.db import transaction

from kyosai.basis import tokyo
from kyosai.basis.refusal import Refused
from kyosai.casework import actions as casework
from kyosai.casework import reads as cases
from kyosai.casework.actions import Line, Opening
from kyosai.casework.flow import Flow
from kyosai.casework.models import Case
from kyosai.exchange.messages.claims import Cancellation, Declaration, Proof
from kyosai.procedures.payout import award, figures, telling, words
from kyosai.procedures.payout.award import Decision
from kyosai.procedures.payout.figures.figures import Figures
from kyosai.procedures.payout.flow import BY_SMRJ, DECIDE, PROPOSE
from kyosai.records.contracts import reads as contracts
from kyosai.records.contracts.reads import Standing
from kyosai.records.parties.writes import lock
from kyosai.records.premiums import reads as premiums
from kyosai.schemes import both
from kyosai.schemes.clocks import promises

__all__ = ["BY_SMRJ", "decide", "drop", "is_ground", "propose", "worth"]

CAUSE, FAILED = "cancelled_by_smrj", "failed"
UNDECLARED = Declaration(is_made=False, is_disabled=False, this_year=None, earlier=())


class NoGround(Refused):
    """Fewer than twelve months are unpaid, or the contract has ended already."""

    reason = "12か月以上の未納がないため、機構解約はできません。納付の状況を確かめてください。"


class NoWords(Refused):
    """A proposal says what was tried before."""

    reason = "催告したことと、ご本人の返事を書いてください。"


def is_ground(contract: Standing, *, at: datetime) -> bool:
    """Tell whether so many months are unpaid that the Act has the contract ended."""
    unpaid = sum(row["state"] == FAILED for row in premiums.of_contract(contract.number))
    rules, on = both.rules_for(contract.scheme), tokyo.in_tokyo(at).date()
    return contract.status == "active" and rules.is_ground_for_cancellation(unpaid, on=on)


def worth(contract: Standing, *, at: datetime) -> Figures:
    """Return what ending the contract now pays, or refuse where there is no ground."""
    if not is_ground(contract, at=at):
        raise NoGround
    return figures.of(contract, _told(contract, at=at), on=tokyo.in_tokyo(at).date())


def propose(contract: str, *, officer: str, note: str, at: datetime) -> str:
    """Propose to end a contract; return the case another officer decides."""
    if not note.strip():
        raise NoWords
    with transaction.atomic(durable=True):
        standing = contracts.standing(contract, lock=True)
        found = worth(standing, at=at)
        today = tokyo.in_tokyo(at).date()
        receipt = f"by-smrj:{contract}:{today}"
        known = cases.filed_under(receipt)
        if known:
            return str(known["number"])
        line = Line(PROPOSE, "proposed", note.strip(), officer, list(found.rules))
        return casework.open(
            Opening(
                number=casework.new_number(),
                flow=BY_SMRJ[f"{standing.scheme}.cancellation_by_smrj"],
                step=DECIDE,
                subject=standing.party,
                receipt=receipt,
                received_at=at,
                opened_on=today,
                due_at=_due_at(at),
                at=at,
                filing={"contract": contract},
                lines=[line],
            )
        )


def decide(case: str, *, officer: str, at: datetime) -> None:
    """End the contract, as a second officer; paid in between, it goes on."""
    with transaction.atomic(durable=True):
        file = _taken(case, officer=officer)
        lock(file.subject)
        contract = contracts.standing(str(file.filing["contract"]), lock=True)
        found, due_at = worth(contract, at=at), _due_at(at)
        made = Decision(
            contract=contract,
            figures=found,
            key=f"{contract.number}:{CAUSE}:{file.receipt}",
            case=case,
            due_at=due_at,
            claimed_on=found.happened_on,
            decided_by=officer,
        )
        number = award.carry_out(made, at=at)
        said = words.ended_by_smrj(found, number=number, due_at=due_at)
        telling.say(file.subject, key=f"{file.receipt}:ended", kind=CAUSE, said=said, at=at)
        rules = list(found.rules)
        casework.close(
            file, outcome="accepted", officer=officer, at=at, words=said[0], findings=rules
        )


def drop(case: str, *, officer: str, note: str, at: datetime) -> None:
    """Let the contract go on, as a second officer."""
    with transaction.atomic(durable=True):
        file = _taken(case, officer=officer)
        casework.close(file, outcome="returned", officer=officer, at=at, words=note)


def _taken(case: str, *, officer: str) -> Case:
    return casework.take(_flow(case), number=case, step=DECIDE, officer=officer)


def _flow(case: str) -> Flow:
    return BY_SMRJ[cases.case(case).flow]


def _due_at(at: datetime) -> datetime:
    return promises.promise("payout", received_at=at).due_at


def _told(contract: Standing, *, at: datetime) -> Cancellation:
    return Cancellation(
        person="",
        scheme="skk" if contract.scheme == "skk" else "tosanboshi",
        received_at=at.isoformat(),
        receipt="",
        cause=CAUSE,
        happened_on="",
        funding="",
        way="at_once",
        divided=0,
        years=0,
        declaration=UNDECLARED,
        proof=Proof("nothing", "", ()),
    )

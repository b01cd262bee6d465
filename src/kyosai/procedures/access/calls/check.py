"""電話での本人確認 — what the caller says against the record; the machine compares, blind.

The operator types what is said and hears only whether all of it fits. Which questions are asked
is a rule: some always, the others by turns, none that the search has answered already.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from django.db import transaction

from kyosai.basis import parameters, tokyo
from kyosai.basis.refusal import Refused
from kyosai.procedures.access.calls.rules import rules
from kyosai.records.calls import reads, writes
from kyosai.records.calls.reads import Standing
from kyosai.records.contracts.reads import Standing as Contract
from kyosai.records.mandates import reads as mandates
from kyosai.records.parties import reads as parties
from kyosai.records.parties.writes import lock

ANSWERED_BY = {
    "number": "contract",
    "phone": "phone",
    "call_back": "phone",
}  # the search has told it


class TooManyTries(Refused):
    """Somebody was wrong too often today."""

    reason = (
        "今日は、これ以上確かめられません。"
        "書類かマイナンバーカードでの手続きを、ご案内してください。"
    )


class NotTheSame(Refused):
    """Something the caller said is not what the record says; which, nobody is told."""

    reason = "登録と合わないところがあります。どれが違うかは、お伝えできません。"


@dataclass(frozen=True)
class Question:
    """One thing to ask the caller."""

    key: str
    label: str
    help: str


def questions(call: Standing, contracts: Sequence[Contract], *, at: datetime) -> list[Question]:
    """Return what to ask in this call: what the record knows, in the order of the rule."""
    known, facts = _known(_party(call), contracts), parameters.table(__package__, "caller_check")
    wanted = rules(on=at.date())["questions"]
    turn = failures(_party(call), at=at)
    rotated = [
        key for key in facts["rotated"] if known.get(key) and key != ANSWERED_BY.get(call.found_by)
    ]
    always = [key for key in facts["always"] if known.get(key)]
    place = turn % max(1, len(rotated))
    chosen = (always + rotated[place:] + rotated[:place])[:wanted]
    return [Question(key, **facts["question"][key]) for key in chosen]


def is_bounded(party: UUID, *, at: datetime) -> bool:
    """Tell whether nobody may be checked for this person any more today."""
    most: int = rules(on=at.date())["tries_a_day"]
    return failures(party, at=at) >= most


def failures(party: UUID, *, at: datetime) -> int:
    """Return how often somebody was wrong for this person today."""
    midnight = tokyo.at(tokyo.in_tokyo(at).date(), time.min)
    return reads.failures(party, since=midnight)


def check(
    call: Standing, contracts: Sequence[Contract], *, said: Mapping[str, str], at: datetime
) -> None:
    """Compare all that was asked, write the result down, and refuse unless all of it fits."""
    with transaction.atomic():
        lock(_party(call))
        if is_bounded(_party(call), at=at):
            raise TooManyTries
        asked = [each.key for each in questions(call, contracts, at=at)]
        known = _known(_party(call), contracts)
        enough = len(asked) >= rules(on=at.date())["questions"]
        good = enough and all(_plain(key, said.get(key, "")) in known[key] for key in asked)
        writes.note_check(call.id, questions=asked, good=good, at=at)
    if not good:
        raise NotTheSame


def _known(party: UUID, contracts: Sequence[Contract]) -> dict[str, set[str]]:
    """Return, for each question, the answers that are right; none where the record is silent."""
    person = parties.particulars(party)
    accounts = mandates.accounts_of([each.number for each in contracts]).values()
    running = [each for each in contracts if each.status == "active"] or list(contracts)
    right = {
        "birthdate": {f"{person.birthdate:%Y%m%d}"} if person.birthdate else set(),
        "representative": {_plain("representative", person.representative)},
        "premium": {str(each.monthly_premium.amount) for each in running},
        "formed": {f"{each.formed_on:%Y%m}" for each in contracts},
        "phone": {_plain("phone", person.phone)[-4:]},
        "contract": {each.number for each in contracts},
        "bank": {_plain("bank", each.bank_name) for each in accounts},
    }
    return {key: answers - {""} for key, answers in right.items()}


def _plain(key: str, said: str) -> str:
    """Return an answer in its one form: digits for numbers, no spaces in names."""
    text = "".join(unicodedata.normalize("NFKC", said).split())
    if key in ("representative", "bank"):
        return text
    return "".join(sign for sign in text if sign.isascii() and sign.isdigit())


def _party(call: Standing) -> UUID:
    assert call.party is not None, "a call about nobody has nobody to check"
    return call.party

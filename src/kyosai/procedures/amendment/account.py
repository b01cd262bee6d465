"""口座変更 — another account for the premiums, from the next file on (SK09).

The old account is debited until the hub's daily file has brought the new one's number: no file
goes out without an account.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction

from kyosai.basis import era, fingerprint, tokyo
from kyosai.basis.refusal import Malformed, Refused
from kyosai.casework import actions as casework
from kyosai.casework import findings as casefile
from kyosai.casework import reads as casefiles
from kyosai.casework.actions import Line, Opening
from kyosai.casework.findings import Finding
from kyosai.casework.models import Case
from kyosai.exchange import postbox
from kyosai.exchange.messages import plain
from kyosai.exchange.messages.inbound import AccountChange
from kyosai.exchange.messages.outbound import Answer, Status
from kyosai.procedures.amendment import paying, words
from kyosai.procedures.amendment.flow import ACCOUNT_CHANGES
from kyosai.records.contracts.reads import Standing
from kyosai.records.mandates import holder, reads, writes
from kyosai.records.mandates.reads import Registered
from kyosai.records.notices import writes as notices
from kyosai.records.notices.writes import Telling
from kyosai.records.parties import reads as parties
from kyosai.records.parties.writes import lock
from kyosai.schemes.clocks import channels, debit_days, promises

PROCEDURE = "enrolment"  # A change a person has to look at is promised as a filing is.


class NoContract(Refused):
    """Only a holder has an account to change."""

    reason = "この方には、口座を変える契約がありません。ご本人に返してください。"


class NotTheirs(Refused):
    """The account was registered for another person or stands with another contract."""

    reason = "この口座は、ほかの登録ですでに使われています。ご本人に返してください。"


class NotRegistered(Refused):
    """The hub has not registered the account: nobody could ever debit it."""

    reason = "口座振替の登録が済んでいません。登録が済むまで、口座は変えられません。"


def change(number: str, *, at: datetime) -> str:
    """Handle one account change; return its status word."""
    with transaction.atomic(durable=True):
        _, message = postbox.take(number)
        assert isinstance(message, AccountChange)
        party = parties.of_person(UUID(message.person))
        if party is None:
            raise Malformed(1, "person", "unknown")
        lock(party)
        contract = paying.of_party(party, scheme=message.scheme)
        findings = _findings(message, party=party, contract=contract)
        status: Status = "at_desk"
        if contract and all(finding.is_well for finding in findings):
            status = "account_changed"
            _link(message, contract=contract, at=at)
            _tell_change(message, party=party, contract=contract, at=at)
        else:
            _tell_at_desk(message, party=party, at=at)
        _open(message, number=number, party=party, findings=findings, status=status, at=at)
        _answer(message, number=number, status=status, at=at)
    return status


def accept(case: str, *, officer: str, at: datetime, note: str = "") -> None:
    """Change the account after all: one officer is enough."""
    with transaction.atomic(durable=True):
        file = _taken(case, officer=officer)
        message, number = _filed(file.filing)
        contract = paying.of_party(file.subject, scheme=message.scheme)
        if contract is None:
            raise NoContract
        _insist_it_can_be_debited(message)
        _link(message, contract=contract, at=at)
        _tell_change(message, party=file.subject, contract=contract, at=at)
        _answer(message, number=number, status="account_changed", at=at)
        casework.close(file, outcome="accepted", officer=officer, at=at, words=note)


def give_back(case: str, *, officer: str, reason: str, at: datetime) -> None:
    """Do not change the account, and say what to do instead."""
    with transaction.atomic(durable=True):
        file = _taken(case, officer=officer)
        message, number = _filed(file.filing)
        title, body = words.returned(receipt=message.receipt, reason=reason)
        _tell(message, party=file.subject, kind="account_returned", said=(title, body), at=at)
        _answer(message, number=number, status="failed", at=at)
        casework.close(file, outcome="returned", officer=officer, at=at, words=reason)


def _taken(case: str, *, officer: str) -> Case:
    flow = ACCOUNT_CHANGES[casefiles.case(case).flow]
    return casework.take(flow, number=case, step="examine", officer=officer)


def _findings(message: AccountChange, *, party: UUID, contract: Standing | None) -> list[Finding]:
    mandate, person = message.mandate, parties.particulars(party)
    free = _is_free(message, known=reads.standing(mandate.customer_no))
    return [
        Finding("holds_contract", "契約があること", is_well=contract is not None),
        Finding(
            "mandate_registered",
            "口座振替の登録が済んでいること",
            is_well=mandate.status.upper() == "REGISTERED",
        ),
        Finding("mandate_is_free", "ほかに使われていない登録であること", is_well=free),
        Finding(
            "holder_is_holder",
            "口座の名義が本人であること",
            is_well=holder.is_same_name(mandate.holder_kana, person.kana),
            facts={"口座名義": mandate.holder_kana},
        ),
    ]


def _is_free(message: AccountChange, *, known: Registered | None) -> bool:
    return known is None or (known.contract is None and known.person in (None, message.person))


def _insist_it_can_be_debited(message: AccountChange) -> None:
    known = reads.standing(message.mandate.customer_no)
    if not _is_free(message, known=known):
        raise NotTheirs
    if known is None and message.mandate.status.upper() != "REGISTERED":
        raise NotRegistered


def _link(message: AccountChange, *, contract: Standing, at: datetime) -> None:
    mandate = message.mandate
    writes.note_inquiry(
        mandate,
        person=UUID(message.person),
        registered_on=datetime.fromisoformat(mandate.inquired_at).date(),
    )
    writes.link(mandate.customer_no, contract=contract.number, at=at)


def _tell_change(message: AccountChange, *, party: UUID, contract: Standing, at: datetime) -> None:
    mandate = message.mandate
    channel = channels.channel_for(mandate.bank_code, scheme=contract.scheme, on=at.date())
    said = words.changed(
        bank=mandate.bank_name,
        masked=mandate.account_masked,
        first_debit_on=debit_days.first_reached(
            channel, asked_at=datetime.fromisoformat(message.received_at), decided_at=at
        ).debit_on,
    )
    _tell(message, party=party, kind="account_changed", said=said, at=at, contract=contract.number)


def _tell_at_desk(message: AccountChange, *, party: UUID, at: datetime) -> None:
    due_at = tokyo.in_tokyo(_due_at(message))
    until = f"{era.on_screen(due_at.date())}{due_at:%H:%M}"
    said = words.at_desk(receipt=message.receipt, until=until)
    _tell(message, party=party, kind="account_at_desk", said=said, at=at)


def _tell(
    message: AccountChange,
    *,
    party: UUID,
    kind: str,
    said: tuple[str, str],
    at: datetime,
    contract: str | None = None,
) -> None:
    told = Telling(
        party=party,
        key=f"account_change:{message.receipt}:{kind}",
        kind=kind,
        at=at,
        title=said[0],
        body=said[1],
        contract=contract,
        mail=words.mail(
            said[0], "口座の変更について、お知らせがあります。", url=settings.PORTAL_URL
        ),
    )
    notices.tell(told)


def _open(
    message: AccountChange,
    *,
    number: str,
    party: UUID,
    findings: Sequence[Finding],
    status: Status,
    at: datetime,
) -> None:
    is_changed = status == "account_changed"
    lines = [
        Line("screen", "received", "口座の変更を受け付けました。"),
        Line("screen", "clear" if is_changed else "to_desk", findings=casefile.as_rows(findings)),
    ]
    casework.open(
        Opening(
            number=casework.new_number(),
            flow=ACCOUNT_CHANGES[f"{message.scheme}.account_change"],
            step="screen" if is_changed else "examine",
            subject=party,
            receipt=message.receipt,
            received_at=datetime.fromisoformat(message.received_at),
            opened_on=at.date(),
            due_at=_due_at(message),
            at=at,
            filing={"message": number, "change": asdict(message)},
            lines=lines,
            outcome="accepted" if is_changed else "",
        )
    )


def _due_at(message: AccountChange) -> datetime:
    received_at = datetime.fromisoformat(message.received_at)
    return promises.promise(PROCEDURE, received_at=received_at).due_at


def _filed(filing: dict[str, Any]) -> tuple[AccountChange, str]:
    content = fingerprint.canonical(filing["change"])
    version = AccountChange.VERSION if "scheme" in filing["change"] else 1
    message = plain.from_json(content, kind=AccountChange.kind, version=version)
    assert isinstance(message, AccountChange)
    return message, filing["message"]


def _answer(message: AccountChange, *, number: str, status: Status, at: datetime) -> None:
    postbox.reply(Answer(to=number, receipt=message.receipt, status=status, at=at.isoformat()))

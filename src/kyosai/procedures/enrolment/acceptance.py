"""承諾 — everything a formed contract writes, as statements that travel together.

The contract counts from the application date (法6条); the case, the dues, the notice and the
answer are written with it, or none of them is.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from kyosai.basis import tokyo
from kyosai.basis.law import implements
from kyosai.basis.money import Yen
from kyosai.casework import actions as casework
from kyosai.exchange import postbox
from kyosai.exchange.messages.inbound import EnrolmentApplication
from kyosai.exchange.messages.outbound import Answer, Status
from kyosai.procedures.enrolment import paper, promised, rules, words
from kyosai.procedures.enrolment.paper import Filed
from kyosai.records import one_trip
from kyosai.records.contracts import writes as contracts
from kyosai.records.contracts.writes import Formation
from kyosai.records.mandates import writes as mandates
from kyosai.records.notices import writes as notices
from kyosai.records.notices.writes import Mail, Telling
from kyosai.records.one_trip import Statement
from kyosai.records.parties import writes as parties
from kyosai.records.premiums import writes as premiums


@dataclass(frozen=True)
class Accepted:
    """What came of an application: the numbers the person will know it by."""

    contract: str
    certificate: str
    paper_case: str = ""


def new_numbers(*, is_on_paper: bool = False) -> Accepted:
    """Return numbers for a contract, drawn before the transaction begins."""
    paper_case = casework.new_number() if is_on_paper else ""
    return Accepted(contracts.new_number(), contracts.new_certificate_number(), paper_case)


def statements(
    application: EnrolmentApplication,
    *,
    numbers: Accepted,
    party: UUID,
    message: str,
    at: datetime,
) -> tuple[Statement, Statement]:
    """Return what forms the contract, and what makes it owe and tells the person so."""
    made = formation(application, numbers=numbers, party=party, at=at)
    plan = rules.of(application.scheme).planned(application, at=at)
    title, body = words.accepted(
        number=numbers.contract,
        certificate=numbers.certificate,
        monthly_premium=made.monthly_premium,
        plan=plan,
        scheme=application.scheme,
    )
    sheet = {"label": "契約締結証書を見る", "url": f"/mine/documents/{numbers.certificate}/"}
    told = Telling(
        party=party,
        key=f"enrolment:{application.receipt}:accepted",
        kind="contract_formed",
        at=at,
        title=title,
        body=body,
        contract=numbers.contract,
        actions=[sheet],
        mail=mail("契約が成立しました", "お申し込みの契約が成立しました。"),
    )
    dues = premiums.scheduling(
        numbers.contract,
        scheme=made.scheme,
        formed_on=made.formed_on,
        months=plan.debits[0].months,
        yen=made.monthly_premium,
        debit_on=plan.debits[0].cycle.debit_on,
    )
    formed = [
        *contracts.forming(made),
        *registering(application, party=party, contract=numbers.contract, at=at),
    ]
    answer = answering(application, message=message, status="accepted", at=at)
    paper_case = _paper_case(application, numbers=numbers, party=party, at=at)
    return (
        one_trip.joined(*formed),
        one_trip.joined(*dues, *telling(application, told), answer, *paper_case),
    )


def _paper_case(
    application: EnrolmentApplication, *, numbers: Accepted, party: UUID, at: datetime
) -> tuple[Statement, ...]:
    """Open the case of a mandate on paper; other mandates have none."""
    if application.paper_mandate is None:
        return ()
    filed = Filed(
        paper=application.paper_mandate,
        person=application.person,
        contract=numbers.contract,
        receipt=application.receipt,
        received_at=application.received_at,
        due_at=promised.due_at(application),
        scheme=application.scheme,
    )
    return paper.opening(filed, case=numbers.paper_case, party=party, at=at)


@implements("小規模企業共済法6条", "中小企業倒産防止共済法6条")
def formation(
    application: EnrolmentApplication, *, numbers: Accepted, party: UUID, at: datetime
) -> Formation:
    """Return the contract, formed as of the day it was applied for.

    「その申込みの日に成立し、かつ、効力を生ずるものとみなす」
    """
    applied_on = tokyo.in_tokyo(datetime.fromisoformat(application.received_at)).date()
    return Formation(
        number=numbers.contract,
        certificate_number=numbers.certificate,
        party=party,
        scheme=application.scheme,
        receipt=application.receipt,
        formed_on=applied_on,
        accepted_at=at,
        capacity=rules.of(application.scheme).capacity(application),
        trade=application.trade,
        employees=application.employees,
        business_name=application.business_name,
        corporate_number=application.corporate_number,
        office_address=application.office_address,
        monthly_premium=Yen(application.monthly_premium),
    )


def registering(
    application: EnrolmentApplication, *, party: UUID, contract: str | None, at: datetime
) -> list[Statement]:
    """Write down who applied and from which account they pay."""
    identity, contact = application.identity, application.contact
    enterprise, mandate = application.enterprise, application.mandate
    name, address = named(application)
    found = [
        parties.noting(
            party,
            name=name,
            kana=identity.kana,
            birthdate=identity.birthdate,
            representative=enterprise.representative if enterprise else "",
            address=address,
            email=contact.email,
            phone=contact.phone,
            source=application.receipt,
            at=at,
        )
    ]
    if mandate:
        noted = mandates.noting(
            mandate,
            person=UUID(application.person),
            contract=contract,
            registered_on=datetime.fromisoformat(mandate.inquired_at).date(),
        )
        found.append(noted)
    return found


def named(application: EnrolmentApplication) -> tuple[str, str]:
    """Return name and address of whoever joins; a corporation's are those of the register.

    What its sign-in told may be from before it was renamed or moved.
    """
    identity = application.identity
    if application.enterprise and application.corporate_number:
        return application.business_name or identity.name, application.office_address
    return identity.name, identity.address


def telling(application: EnrolmentApplication, told: Telling) -> list[Statement]:
    """Put the notice into the inbox and a mail into the outbox."""
    found = [notices.telling(told)]
    if told.mail and application.contact.email:
        to = application.contact.email
        found.append(notices.mailing(told.mail, key=told.key, to=to, at=told.at))
    return found


def answering(
    application: EnrolmentApplication, *, message: str, status: Status, at: datetime
) -> Statement:
    """Answer the portal with a status word and nothing else."""
    return postbox.reply_statement(
        Answer(to=message, receipt=application.receipt, status=status, at=at.isoformat())
    )


def mail(subject: str, sentence: str) -> Mail:
    """Return a mail that leads to the inbox."""
    return words.mail(subject, sentence, url=settings.PORTAL_URL)

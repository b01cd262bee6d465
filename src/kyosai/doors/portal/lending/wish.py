"""貸付けの希望 — the draft of a loan: what was answered, the contract shown, and the message."""

from dataclasses import asdict
from typing import Any

from kyosai.basis import fingerprint
from kyosai.doors import today
from kyosai.doors.portal import drafts, receipts
from kyosai.doors.portal.enrolment.asked import Answers
from kyosai.doors.portal.persons import Visitor
from kyosai.exchange.messages import plain
from kyosai.exchange.messages.lending import LoanRequest, Signature
from kyosai.schemes.clocks import promises

KIND = LoanRequest.kind
GIVEN, CONTRACT, NUMBER = "wish", "contract", "receipt_number"


def keep(visitor: Visitor, given: Answers) -> None:
    """Keep what was answered; a contract shown before is out of date.

    The receipt is drawn now: it stands in the contract that is signed.
    """
    drafts.keep(visitor, KIND, GIVEN, given)
    drafts.keep(visitor, KIND, NUMBER, receipts.drawn())
    drafts.keep(visitor, KIND, CONTRACT, None)


def given(visitor: Visitor) -> Answers | None:
    """Return what was answered."""
    return drafts.load(visitor, KIND).get(GIVEN)


def keep_contract(visitor: Visitor, view: dict[str, Any]) -> None:
    """Keep the contract that is shown, letter for letter: it is what will be signed."""
    shown = {name: view[name] for name in ("text", "lent_on", "is_examined")}
    if contract(visitor) != shown:
        drafts.keep(visitor, KIND, CONTRACT, shown)


def contract(visitor: Visitor) -> Answers | None:
    """Return the contract that was shown last."""
    return drafts.load(visitor, KIND).get(CONTRACT)


def is_of_today(shown: Answers) -> bool:
    """Tell whether a contract still names the day on which a loan asked for now is made."""
    promised = promises.promise("loan", received_at=today.now())
    return bool(shown["is_examined"]) or shown["lent_on"] == promised.t0.isoformat()


def number(visitor: Visitor) -> str:
    """Return the receipt under which the loan will be asked for."""
    return str(drafts.load(visitor, KIND).get(NUMBER, ""))


def made(
    visitor: Visitor, answers: Answers, *, receipt: str, signature: Signature | None = None
) -> LoanRequest:
    """Return the message; read back at once, so only what was agreed ever leaves."""
    facts = {
        "person": str(visitor.person),
        "scheme": "skk",
        "received_at": today.now().isoformat(timespec="milliseconds"),
        "receipt": receipt,
        "signature": asdict(signature) if signature else None,
    }
    content = fingerprint.canonical(facts | answers)
    message = plain.from_json(content, kind=KIND, version=LoanRequest.VERSION)
    assert isinstance(message, LoanRequest)
    return message


def argument(visitor: Visitor, answers: Answers) -> str:
    """Return what the core is asked the effect of."""
    message = made(visitor, answers, receipt=number(visitor))
    return f"{KIND} {plain.to_json(message).decode()}"

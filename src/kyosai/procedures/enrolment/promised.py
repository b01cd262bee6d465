"""加入のお約束 — worked out again from the moment of receipt: both zones must say the same day."""

from collections.abc import Iterator
from datetime import datetime

from kyosai.casework.findings import Finding
from kyosai.exchange.messages.inbound import EnrolmentApplication
from kyosai.schemes.clocks import promises
from kyosai.schemes.clocks.promises import Promise

PROCEDURE = "enrolment"


def promise(application: EnrolmentApplication) -> Promise:
    """Return the promise as the core works it out."""
    return promises.promise(PROCEDURE, received_at=datetime.fromisoformat(application.received_at))


def due_at(application: EnrolmentApplication) -> datetime:
    """Return what the person was told, or our own promise when that is earlier."""
    return min(datetime.fromisoformat(application.promise.due_at), promise(application).due_at)


def findings(application: EnrolmentApplication, *, applied_at: datetime) -> Iterator[Finding]:
    """Say whether the promise the portal made is the one the rules make.

    It is written into the file, and keeps nobody waiting: both promises are kept.
    """
    ours, theirs = promise(application), application.promise
    told = datetime.fromisoformat(theirs.due_at)
    facts = {
        "received_at": applied_at.isoformat(),
        "ours": ours.due_at.isoformat(),
        "told": theirs.due_at,
        "policy": theirs.policy,
        "calendar": theirs.calendar,
    }
    if ours.due_at == told:
        yield Finding("promise_agrees", "お約束の日は、規則のとおりです。", facts=facts)
    else:
        yield Finding(
            "promise_differs", "お伝えしたお約束の日が、規則の日と違います。", facts=facts
        )

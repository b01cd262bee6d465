"""受け取り方 — each way of being paid: its page, its message, what is asked in either scheme."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from kyosai.basis import fingerprint
from kyosai.doors import today
from kyosai.doors.portal.amendment import pictures
from kyosai.doors.portal.amendment.wish import scheme_of
from kyosai.doors.portal.claims import forms
from kyosai.doors.portal.enrolment.asked import Answers, Asked
from kyosai.doors.portal.persons import Visitor
from kyosai.exchange.messages import plain
from kyosai.exchange.messages.claims import BenefitClaim, Cancellation, Claim
from kyosai.schemes.clocks import promises

WINDOW = timedelta(hours=24)  # a cancellation can be taken back for so long
PROMISE = "payout"


@dataclass(frozen=True)
class ClaimPage:
    """One way: what its page says, its message, and a form for each scheme that knows it."""

    key: str
    title: str
    lead: str
    message: type[Claim]
    forms: Mapping[str, type[Asked]]
    send: str

    def form(self, visitor: Visitor) -> type[Asked] | None:
        """Return what is asked of a visitor; nothing where their scheme has no such way."""
        return self.forms.get(scheme_of(visitor))

    @property
    def is_cancellation(self) -> bool:
        """Whether it can be taken back for a day."""
        return self.message is Cancellation

    def kept(self, visitor: Visitor, form: Asked) -> Answers:
        """Return what the draft keeps of a form in order; pictures are sent on the way."""
        given = pictures.kept(visitor, self.message.kind, form)
        sent = given.pop("attachments", [])
        if sent:
            given["proof"] = given["proof"] | {"attachments": sent}
        return given

    def made(self, visitor: Visitor, given: Answers, *, receipt: str = "") -> Claim:
        """Return the message; read back at once, so only what was agreed ever leaves."""
        facts = {
            "person": str(visitor.person),
            "scheme": scheme_of(visitor),
            "received_at": today.now().isoformat(timespec="milliseconds"),
            "receipt": receipt,
        }
        content = fingerprint.canonical(facts | given)
        message: Any = plain.from_json(
            content, kind=self.message.kind, version=self.message.VERSION
        )
        assert isinstance(message, Claim)
        return message

    def argument(self, visitor: Visitor, given: Answers) -> str:
        """Return what the core is asked the worth of: the signed file is not needed for that."""
        shown = given | {"proof": given["proof"] | {"receipt_xml": ""}}
        return f"{self.message.kind} {plain.to_json(self.made(visitor, shown)).decode()}"

    def due_at(self, received_at: datetime) -> datetime:
        """Return when the money is promised."""
        since = received_at + WINDOW if self.is_cancellation else received_at
        return promises.promise(PROMISE, received_at=since).due_at


PAGES = {
    page.key: page
    for page in (
        ClaimPage(
            key="old-age",
            title="65歳からの受け取り（老齢給付）",
            lead="65歳以上で、掛金を15年（180か月）納めた方が受け取れます。",
            message=BenefitClaim,
            forms={"skk": forms.OldAge},
            send="この内容で受け取る",
        ),
        ClaimPage(
            key="event",
            title="事業をやめた・役員をやめたとき",
            lead="やめた理由と日にちで、受け取れる金額が決まります。",
            message=BenefitClaim,
            forms={"skk": forms.Happened, "tosanboshi": forms.Ended},
            send="この内容で請求する",
        ),
        ClaimPage(
            key="cancel",
            title="自分の都合でやめる（任意解約）",
            lead="送る前に、ほかの方法と金額をくらべられます。送ってから24時間は取り下げられます。",
            message=Cancellation,
            forms={"skk": forms.Cancelling, "tosanboshi": forms.CancellingEnterprise},
            send="解約する",
        ),
    )
}

"""変更の希望 — what one page asks, and the message its answers become."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from kyosai.basis import fingerprint
from kyosai.doors import today
from kyosai.doors.portal.enrolment.asked import Answers, Asked
from kyosai.doors.portal.persons import Provider, Visitor
from kyosai.exchange.messages import plain
from kyosai.exchange.messages.amendments import Amendment, Scheme

SCHEMES: dict[Provider, Scheme] = {Provider.DAA: "skk", Provider.GBIZID: "tosanboshi"}


@dataclass(frozen=True)
class Wish:
    """One change a holder may ask for: its message, and a form for each scheme that knows it."""

    key: str
    title: str
    lead: str
    message: type[Amendment]
    forms: Mapping[str, type[Asked]]
    send: str
    keeps: Callable[[Visitor, str, Any], Answers] | None = None

    def kept(self, visitor: Visitor, form: Asked) -> Answers:
        """Return what the draft keeps of a form in order; papers are sent on the way."""
        if self.keeps is None:
            return form.kept()
        return self.keeps(visitor, self.message.kind, form)

    def form(self, visitor: Visitor) -> type[Asked] | None:
        """Return what is asked of a visitor; nothing where their scheme has no such change."""
        return self.forms.get(scheme_of(visitor))

    def made(
        self, visitor: Visitor, given: Answers, *, receipt: str = "", scheme: Scheme | None = None
    ) -> Amendment:
        """Return the message; read back at once, so only what was agreed ever leaves.

        ``scheme`` is named by a delegate, who signs in for another's contract.
        """
        facts = {
            "person": str(visitor.person),
            "scheme": scheme or scheme_of(visitor),
            "received_at": today.now().isoformat(timespec="milliseconds"),
            "receipt": receipt,
        }
        content = fingerprint.canonical(facts | given)
        kind, version = self.message.kind, self.message.VERSION
        message = plain.from_json(content, kind=kind, version=version)
        assert isinstance(message, Amendment)
        return message

    def argument(self, visitor: Visitor, given: Answers) -> str:
        """Return what the core is asked the effect of."""
        return f"{self.message.kind} {plain.to_json(self.made(visitor, given)).decode()}"


def scheme_of(visitor: Visitor) -> Scheme:
    """Return the scheme a visitor's way of signing in belongs to."""
    return SCHEMES[visitor.provider]

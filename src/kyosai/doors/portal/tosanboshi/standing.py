"""登記のいま — what the public register says of the company that signed in, in a person's words."""

from dataclasses import dataclass
from datetime import date

from kyosai.basis import alike
from kyosai.basis.refusal import Refused
from kyosai.doors.portal import partners
from kyosai.doors.portal.enrolment.asked import Answers
from kyosai.wires.corporate_numbers import codes
from kyosai.wires.corporate_numbers.register import Corporation
from kyosai.wires.failure import Rejected, Unreachable

OPEN, CLOSED, UNKNOWN, AWAY = "open", "closed", "unknown", "away"
MAY_GO_ON = (OPEN, AWAY)


@dataclass(frozen=True)
class Difference:
    """Something GビズID told otherwise than the register."""

    what: str
    told: str
    registered: str


@dataclass(frozen=True)
class Standing:
    """How a company stands in the register; ``company`` is there when it was found.

    ``is_explained`` tells whether the name GビズID told is the company's, now or before.
    """

    state: str
    company: Corporation | None = None
    differences: tuple[Difference, ...] = ()
    is_explained: bool = True

    @property
    def may_go_on(self) -> bool:
        """Tell whether one may apply; while the register is away, what GビズID told will do."""
        return self.state in MAY_GO_ON

    @property
    def kind(self) -> str:
        """The kind of corporation in words."""
        return codes.kind_words(self.company.kind) if self.company else ""

    @property
    def close_words(self) -> str:
        """Why the entry was closed."""
        return codes.close_words(self.company.close_cause) if self.company else ""

    @property
    def is_merged(self) -> bool:
        """Tell whether another company goes on in its place."""
        return self.company is not None and self.company.close_cause == codes.MERGED

    @property
    def changed_on(self) -> date | None:
        """The day of the last change, when something differs from what GビズID told."""
        return self.company.changed_on if self.company and self.differences else None

    def kept(self) -> Answers:
        """Return what the draft keeps: facts to apply with, and how sure they are."""
        found = self.company
        return {
            "state": self.state,
            "name": found.name if found else "",
            "furigana": found.furigana if found else "",
            "address": found.office_address if found else "",
            "kind": found.kind if found else "",
            "is_sure": self.state == OPEN and self.is_explained,
        }


def ask(told: Answers) -> Standing:
    """Ask the register for the company GビズID proved."""
    try:
        company = partners.register().look_up(told.get("corporate_number", ""))
    except Refused:
        return Standing(UNKNOWN)
    except (Unreachable, Rejected):
        return Standing(AWAY)
    if company is None:
        return Standing(UNKNOWN)
    if not company.is_open:
        return Standing(CLOSED, company)
    names = (company.name, *company.former_names)
    is_explained = any(name and alike.is_same(name, told["name"]) for name in names)
    return Standing(OPEN, company, _differences(company, told), is_explained)


def _differences(company: Corporation, told: Answers) -> tuple[Difference, ...]:
    both = (
        ("会社の名前", told.get("name", ""), company.name),
        ("本店の所在地", told.get("address", ""), company.office_address),
    )
    return tuple(
        Difference(what, said, registered)
        for what, said, registered in both
        if registered and not alike.is_same(said, registered)
    )

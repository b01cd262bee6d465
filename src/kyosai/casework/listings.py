"""名簿の照会 — a match with the list is a case for the desk; nobody else is told why they wait.

Joining, lending and paying out ask here. A match decided as another person is asked about no more.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from django.db import transaction

from kyosai.basis import fingerprint, tokyo
from kyosai.basis.refusal import Refused
from kyosai.casework import actions, reads
from kyosai.casework.actions import Line, Opening
from kyosai.casework.flow import Flow, Step
from kyosai.records.listed import reads as listed
from kyosai.schemes.clocks import calendars

EXAMINE, CONFIRM = "examine_match", "confirm_match"
LISTING = Flow(
    name="listed.match",
    title="名簿の照会",
    steps=(
        Step(EXAMINE, "照会", desk="contracts", next=(CONFIRM,)),
        Step(
            CONFIRM,
            "照会の決裁",
            desk="contracts",
            next=(EXAMINE,),
            second_pair_of_eyes=True,
        ),
    ),
)
DAYS, AT = 3, time(17)


class StillOpen(Refused):
    """A match nobody has decided about."""

    reason = "契約課の「名簿の照会」が終わっていません。終わってから、もう一度進めてください。"


class SamePerson(Refused):
    """Two officers decided that it is the one of the list."""

    reason = "名簿の人と同じ人だと決裁されています。貸付けはできません。断る案を作ってください。"


class NotNow(Refused):
    """What a person is told whose match is open, or was decided: nothing of the list."""

    reason = (
        "いまは、自動では手続きできません。担当者が確かめています。"
        "終わったら「お知らせ」に届きます。"
    )


@dataclass(frozen=True)
class Answer:
    """What the list says of a party: rows nobody has decided about, and those that are the same."""

    open_rows: tuple[str, ...]
    same_rows: tuple[str, ...]

    @property
    def is_clear(self) -> bool:
        """Whether nothing keeps a rule from deciding."""
        return not (self.open_rows or self.same_rows)


def about(party: UUID, *, at: datetime) -> Answer:
    """Return what the list says of a party now."""
    found, known = listed.matching(party, on=tokyo.in_tokyo(at).date()), listed.decided(party)
    return Answer(
        tuple(key for key in found if key not in known),
        tuple(key for key in found if known.get(key)),
    )


def ask(party: UUID, *, occasion: str, contract: str = "", at: datetime) -> Answer:
    """Ask the list about a party, and lay each new match before the desk, once."""
    assert transaction.get_connection().in_atomic_block
    answer = about(party, at=at)
    lay(party, answer.open_rows, occasion=occasion, contract=contract, at=at)
    return answer


def lay(
    party: UUID, rows: Iterable[str], *, occasion: str, contract: str = "", at: datetime
) -> None:
    """Lay matches before the desk, each once."""
    for key in rows:
        _lay(party, key, occasion=occasion, contract=contract, at=at)


def insist_decided(party: UUID, *, at: datetime) -> Answer:
    """Refuse an officer who would go on before a match is decided."""
    answer = about(party, at=at)
    if answer.open_rows:
        raise StillOpen
    return answer


def _lay(party: UUID, key: str, *, occasion: str, contract: str, at: datetime) -> None:
    receipt = f"L-{fingerprint.digest(f'{party}:{key}'.encode())[:16]}"
    if reads.filed_under(receipt):
        return
    on = tokyo.in_tokyo(at).date()
    actions.open(
        Opening(
            number=actions.new_number(),
            flow=LISTING,
            step=EXAMINE,
            subject=party,
            receipt=receipt,
            received_at=at,
            opened_on=on,
            due_at=tokyo.at(calendars.office().add(on, DAYS), AT),
            at=at,
            filing={"row": key, "occasion": occasion, "contract": contract},
            lines=[Line(EXAMINE, "opened", words=f"{occasion}のとき、名簿の{key}と一致しました。")],
        )
    )

"""差し止めの照会 — what stands in the way of paying a contract, and which payments it stopped."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from kyosai.basis.money import Yen
from kyosai.records.holds.models import KINDS, WORDS, Hold, HoldDivision
from kyosai.records.payments import sending
from kyosai.records.payments.models import Payment
from kyosai.records.payments.sending import Waiting

__all__ = ["KINDS", "WORDS"]

OVER = ("dropped", "lifted")


@dataclass(frozen=True)
class Word:
    """One officer's word: what, who, when, why."""

    word: str
    officer: str
    at: datetime
    why: str


@dataclass(frozen=True)
class Standing:
    """A hold with every word said about it."""

    id: UUID
    contract: str
    kind: str
    claimant: str
    reference: str
    served_on: date
    claimed: Yen | None
    entered_by: str
    entered_at: datetime
    words: tuple[Word, ...]

    @property
    def state(self) -> str:
        """The last word; nothing while it waits for another officer's."""
        return self.words[-1].word if self.words else ""

    @property
    def is_over(self) -> bool:
        """Whether it bars no more."""
        return self.state in OVER

    @property
    def waits_for_another_than(self) -> str:
        """The officer whose word was the last one asked about; nobody when nothing waits."""
        if not self.words:
            return self.entered_by
        last = self.words[-1]
        return last.officer if last.word == "lift_proposed" else ""


@dataclass(frozen=True)
class Division:
    """A division as it was proposed, and the payments made of it."""

    id: UUID
    hold: UUID
    to_claimant: Yen
    account: UUID | None
    why: str
    proposed_by: str


def of(hold: UUID) -> Standing | None:
    """Return one hold."""
    return next(iter(_read(Hold.objects.filter(id=hold))), None)


def of_contract(contract: str) -> list[Standing]:
    """Return every hold there was on a contract, the newest first."""
    return _read(Hold.objects.filter(contract_id=contract).order_by("-entered_at"))


def standing(contract: str = "") -> list[Standing]:
    """Return the holds that bar, of one contract or of all, the earliest served first."""
    rows = Hold.objects.exclude(words__word__in=OVER).order_by("served_on", "entered_at")
    return _read(rows.filter(contract_id=contract) if contract else rows)


def as_of(contract: str, *, on: date, known_at: datetime) -> list[Standing]:
    """Return the holds served by a day, with the words said, as known before a moment."""
    rows = Hold.objects.filter(contract_id=contract, served_on__lte=on, entered_at__lt=known_at)
    return [
        replace(each, words=tuple(word for word in each.words if word.at < known_at))
        for each in _read(rows.order_by("served_on", "entered_at"))
    ]


def is_barred(contract: str) -> bool:
    """Tell whether a hold stands on a contract."""
    return Hold.objects.filter(contract_id=contract).exclude(words__word__in=OVER).exists()


def stopped(contract: str) -> list[Waiting]:
    """Return the payments of a contract that a hold keeps from leaving."""
    return [each for each in sending.unsent(contract) if is_barred(contract)]


def is_stopped(payment: str) -> bool:
    """Tell whether a payment may not leave: under a hold, or divided."""
    return sending.is_stopped(payment)


def division(payment: str) -> Division | None:
    """Return the newest proposal to divide a payment, while nobody has agreed to it."""
    rows = HoldDivision.objects.filter(payment_id=payment, made__isnull=True)
    row = rows.order_by("-proposed_at").first()
    if row is None or Payment.objects.filter(number=payment, divided__isnull=False).exists():
        return None
    return Division(row.id, row.hold_id, Yen(row.yen), row.account_id, row.why, row.proposed_by)


def would_go(net: Yen, *, holds: Sequence[Standing]) -> list[tuple[str, Yen | None]]:
    """Return who gets how much of a sum, if it were paid under these holds.

    Several claims at once, and claims without a sum, are for the desk to divide: no yen is given.
    """
    if len(holds) == 1 and holds[0].claimed is not None:
        to_claimant = min(holds[0].claimed, net)
        return [(holds[0].claimant, to_claimant), ("ご本人", net - to_claimant)]
    return [(each.claimant, None) for each in holds]


def _read(rows: Iterable[Hold]) -> list[Standing]:
    return [
        Standing(
            id=row.id,
            contract=row.contract_id,
            kind=row.kind,
            claimant=row.claimant,
            reference=row.reference,
            served_on=row.served_on,
            claimed=Yen(row.claimed) if row.claimed is not None else None,
            entered_by=row.entered_by,
            entered_at=row.entered_at,
            words=tuple(
                Word(each.word, each.officer, each.at, each.why)
                for each in row.words.order_by("ordinal")
            ),
        )
        for row in rows
    ]

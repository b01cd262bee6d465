"""当事者の照会 — who somebody is, and whether there is something to ask about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kyosai.basis import tokyo
from kyosai.records.one_trip import Statement
from kyosai.records.parties.models import Party, PartyParticulars


@dataclass(frozen=True)
class Particulars:
    """What a person is called, and where they can be reached."""

    party: UUID
    name: str
    kana: str
    birthdate: date | None
    address: str
    email: str
    phone: str
    representative: str


def of_person(portal_person: UUID) -> UUID | None:
    """Return the party of a portal user, if there is one."""
    found = Party.objects.filter(portal_person=portal_person).values_list("id", flat=True)
    return found.first()


def person_of(party: UUID) -> UUID:
    """Return the portal user of a party."""
    return Party.objects.values_list("portal_person", flat=True).get(id=party)


def particulars(party: UUID, *, at: datetime | None = None) -> Particulars:
    """Return the newest particulars of a party, or those known at a moment."""
    rows = PartyParticulars.objects.filter(party_id=party).order_by("-recorded_at")
    return _told(rows.filter(recorded_at__lte=at)[0] if at else rows[0])


def as_of(party: UUID, *, before: datetime) -> Particulars:
    """Return the particulars known just before a moment; the first ones where none were yet."""
    rows = PartyParticulars.objects.filter(party_id=party).order_by("recorded_at")
    return _told(rows.filter(recorded_at__lt=before).last() or rows[0])


def of_several(those: Sequence[UUID]) -> list[Particulars]:
    """Return the newest particulars of several parties, in their order."""
    rows = PartyParticulars.objects.filter(party_id__in=list(those))
    newest = {
        row.party_id: _told(row)
        for row in rows.order_by("party_id", "-recorded_at").distinct("party_id")
    }
    return [newest[party] for party in those]


def _told(row: PartyParticulars) -> Particulars:
    return Particulars(
        party=row.party_id,
        name=row.name,
        kana=row.kana,
        birthdate=row.birthdate,
        address=row.address,
        email=row.email,
        phone=row.phone,
        representative=row.representative,
    )


def address_on(party: UUID, *, day: date) -> str:
    """Return where a party lived on a day, or the first address known of them."""
    rows = PartyParticulars.objects.filter(party_id=party).order_by("recorded_at")
    known = list(rows.values_list("recorded_at", "address"))
    until = [address for at, address in known if tokyo.in_tokyo(at).date() <= day]
    return until[-1] if until else known[0][1]


def known_since(party: UUID) -> datetime:
    """Return when the records of somebody begin."""
    return Party.objects.values_list("entered_at", flat=True).get(id=party)


def id_of(portal_person: UUID) -> Statement:
    """Say how to look a party's id up, for use inside another statement."""
    return "SELECT id FROM party WHERE portal_person = %s", [portal_person]


def warnings(portal_person: UUID, *, kana: str, birthdate: str, scheme: str) -> Statement:
    """Ask for fraud found earlier, and for another holder of that name and birthday.

    A company has no birthday and no namesake: it is known by its number.
    """
    return (
        "SELECT (SELECT max(m.found_on) FROM party_misconduct m JOIN party p ON p.id = m.party_id"
        " WHERE p.portal_person = %s) AS fraud_on,"
        " EXISTS (SELECT FROM party_particulars o JOIN party p ON p.id = o.party_id"
        " JOIN contract c ON c.party_id = p.id AND c.status = 'active' AND c.scheme = %s"
        " WHERE o.kana = %s AND o.birthdate = %s AND p.portal_person <> %s) AS has_namesake",
        [portal_person, scheme, kana, birthdate or None, portal_person],
    )

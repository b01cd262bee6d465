"""当事者の記録 — enter people, and write down what they told us about themselves."""

from datetime import date, datetime
from uuid import UUID, uuid4

from kyosai.records.one_trip import Statement
from kyosai.records.parties.models import Misconduct, Party


def entering(portal_person: UUID, *, at: datetime) -> Statement:
    """Find or make the party of a portal user, locked until the transaction ends; its id."""
    return (
        "INSERT INTO party (id, portal_person, entered_at) VALUES (%s, %s, %s)"
        " ON CONFLICT (portal_person) DO UPDATE SET portal_person = EXCLUDED.portal_person"
        " RETURNING id",
        [uuid4(), portal_person, at],
    )


def noting(
    party: UUID,
    *,
    name: str,
    kana: str,
    birthdate: str,
    representative: str = "",
    address: str,
    email: str,
    phone: str,
    source: str,
    at: datetime,
) -> Statement:
    """Write down what a person is called and how to reach them, from now on."""
    return (
        "INSERT INTO party_particulars"
        " (id, party_id, recorded_at, name, kana, birthdate, representative, address, email, phone,"
        " source) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
        [
            uuid4(),
            party,
            at,
            name,
            kana,
            birthdate or None,
            representative,
            address,
            email,
            phone,
            source,
        ],
    )


def lock(party: UUID) -> None:
    """Keep a party from changing under a decision until the transaction ends."""
    Party.objects.select_for_update().get(id=party)


def note_misconduct(party: UUID, *, found_on: date, words: str) -> None:
    """Write down a benefit received, or attempted, by fraud."""
    Misconduct.objects.create(id=uuid4(), party_id=party, found_on=found_on, words=words)

"""連絡先の記録 — how a person wants to be told, and under which addresses nobody was found."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from kyosai.records.notices.models import ContactTrouble, DeliveryChoice, MailOutbox
from kyosai.records.notices.reads import MOST_TRIES


@dataclass(frozen=True)
class Standing:
    """Who is told how today; ``troubles`` are the channels that do not reach them."""

    name: str
    way: str
    has_chosen: bool
    troubles: frozenset[str]
    waiting: int


def choose(party: UUID, *, way: str, terms: str, source: str, at: datetime) -> None:
    """Note how a person wants to be told, from now on."""
    DeliveryChoice.objects.create(party_id=party, at=at, way=way, terms=terms, source=source)


def note_trouble(party: UUID, *, medium: str, place: str, source: str, at: datetime) -> bool:
    """Note that nobody was found under an address; False where that was known."""
    known = ContactTrouble.objects.filter(party_id=party, medium=medium, place=place)
    if known.exists():
        return False
    ContactTrouble.objects.create(
        party_id=party, medium=medium, place=place, found_at=at, source=source
    )
    return True


def standing(party: UUID) -> Standing:
    """Return how a person is told, and what does not reach them."""
    with connection.cursor() as cursor:
        cursor.execute(STANDING, {"party": party})
        name, gets_paper, has_chosen, paper, mail, waiting = cursor.fetchone()
    troubles = {name for name, found in (("paper", paper), ("mail", mail)) if found}
    way = "paper" if gets_paper else "electronic"
    return Standing(name, way, has_chosen, frozenset(troubles), waiting)


STANDING = """
WITH newest AS (
    SELECT name, address, email FROM party_particulars WHERE party_id = %(party)s
    ORDER BY recorded_at DESC LIMIT 1
)
SELECT (SELECT name FROM newest), coalesce(
        (SELECT way = 'paper' FROM delivery_choice WHERE party_id = %(party)s
            ORDER BY id DESC LIMIT 1),
        (SELECT gets_paper(%(party)s))
    ),
    EXISTS (SELECT FROM delivery_choice WHERE party_id = %(party)s),
    EXISTS (SELECT FROM contact_trouble t JOIN newest n ON t.place = n.address
        WHERE t.party_id = %(party)s AND t.medium = 'paper'),
    EXISTS (SELECT FROM contact_trouble t JOIN newest n ON t.place = n.email
        WHERE t.party_id = %(party)s AND t.medium = 'mail'),
    (SELECT count(*) FROM letter l WHERE l.party_id = %(party)s
        AND NOT EXISTS (SELECT FROM letter_line i WHERE i.letter_id = l.serial))
"""


def party_of_mail(key: str) -> tuple[UUID, str] | None:
    """Return whose notice a mail announced, and the address it went to."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT n.party_id, m.recipient FROM mail_outbox m JOIN notice n ON n.key = m.key"
            " WHERE m.key = %s",
            [key],
        )
        found = cursor.fetchone()
    return (found[0], found[1]) if found else None


def give_up(key: str) -> None:
    """Send a mail no more: nobody is there."""
    MailOutbox.objects.filter(key=key, sent_at__isnull=True).update(tries=MOST_TRIES)


def post_instead(key: str, *, at: datetime, under: str = "", way: str = "plain") -> None:
    """Lay a notice out as a letter as well, once under its key or under another."""
    with connection.cursor() as cursor:
        cursor.execute(POST_INSTEAD, [under or key, way, at, key])


POST_INSTEAD = """
INSERT INTO letter (key, party_id, contract_id, kind, title, body, way, made_at)
SELECT %s, party_id, contract_id, kind, title, body, %s, %s FROM notice WHERE key = %s
ON CONFLICT (key) DO NOTHING
"""


def told_on_paper(scheme: str) -> list[str]:
    """Return the contracts of a scheme whose holders are told on paper."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT number FROM contract WHERE scheme = %s AND status = 'active'"
            " AND gets_paper(party_id) ORDER BY number",
            [scheme],
        )
        return [number for (number,) in cursor]


def last_trouble(party: UUID) -> int:
    """Return the number of the newest trouble of a person."""
    rows = ContactTrouble.objects.filter(party_id=party).order_by("-id")
    return rows.values_list("id", flat=True)[0]

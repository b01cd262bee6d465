"""人をさがす — by reading or phone, behind the wall of the schemes; never more than a page."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from kyosai.records import one_trip
from kyosai.records.parties import search_keys
from kyosai.schemes import both

MOST = 10
# The wall is a statement of its own: whoever sees all pays nothing for it, neither in planning.
_WALL = """ AND EXISTS (
    SELECT FROM contract c WHERE c.party_id = p.party_id AND c.scheme = ANY(%s))"""
_BY_KANA = """
SELECT p.party_id FROM party_particulars p
WHERE kana_key(p.kana) COLLATE "C" >= %s AND kana_key(p.kana) COLLATE "C" < %s{wall}
ORDER BY kana_key(p.kana) COLLATE "C" LIMIT %s
"""
_BY_PHONE = """
SELECT p.party_id FROM party_particulars p
WHERE phone_key(p.phone) COLLATE "C" = %s{wall} LIMIT %s
"""


@dataclass(frozen=True)
class Found:
    """Who was found, in the order of the readings; ``is_cut`` when there are more."""

    parties: tuple[UUID, ...]
    is_cut: bool = False


def by_kana(beginning: str, *, schemes: Collection[str]) -> Found:
    """Return who ever told a reading that begins so.

    Whoever holds no contract yet is seen by those alone whose duty is for every scheme.
    """
    key = search_keys.of_kana(beginning)
    return _asked(_BY_KANA, [key, key + search_keys.END], schemes)


def by_number(number: str) -> tuple[UUID, str] | None:
    """Return the party of a contract's number, and the scheme it stands behind the wall of."""
    rows = one_trip.ask(("SELECT party_id, scheme FROM contract WHERE number = %s", [number]))
    return (rows[0][0], rows[0][1]) if rows else None


def by_phone(phone: str, *, schemes: Collection[str]) -> Found:
    """Return who ever told this phone number."""
    return _asked(_BY_PHONE, [search_keys.of_phone(phone)], schemes)


def _asked(sql: str, sought: list[str], schemes: Collection[str]) -> Found:
    is_walled = not set(both.SCHEMES) <= set(schemes)
    behind: list[object] = [list(schemes)] if is_walled else []
    # Somebody may have told the same reading several times, so a few more rows are asked for.
    statement = sql.format(wall=_WALL if is_walled else "")
    rows = one_trip.ask((statement, [*sought, *behind, MOST * 3]))
    people = tuple(dict.fromkeys(party for (party,) in rows))
    return Found(people[:MOST], is_cut=len(people) > MOST)

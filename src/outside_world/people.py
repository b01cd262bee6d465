"""見本の人 — the fictional people whose card, business and bank account the workshop plays."""

from dataclasses import dataclass
from functools import cache

from kyosai.basis import parameters


@dataclass(frozen=True)
class Person:
    """A sample person: four facts on the card, and the business behind the person."""

    key: str
    name: str
    kana: str
    birthdate: str
    gender: str
    address: str
    about: str
    business_name: str = ""
    trade: str = ""
    trade_words: str = ""
    employees: int = 0
    corporate_number: str = ""
    card: str = "valid"


@cache
def everybody() -> dict[str, Person]:
    """Return all sample people by key, in the order of the file."""
    rows = parameters.table(__package__, "people")["person"]
    return {row["key"]: Person(**row) for row in rows}

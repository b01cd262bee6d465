"""身元 — what the provider told of whoever signed in, sealed to them for a day.

The facts of a card stay plain answers, as the application of 小規模企業共済 takes them; a
company's are read back as one ``Company``.
"""

from dataclasses import asdict, dataclass

from kyosai.doors import today
from kyosai.doors.portal import drafts
from kyosai.doors.portal.persons import Provider, Visitor
from kyosai.wires.daa.provider import Claims
from kyosai.wires.gbizid.account import Account


@dataclass(frozen=True)
class Company:
    """A company or a sole proprietor as GビズID told them, and who is acting for them.

    ``kind`` is entry, prime or member; ``form`` corporation or sole_proprietor. A sole
    proprietor has a management number and no 法人番号. Days and instants are ISO texts;
    ``auth_time`` is the provider's, in seconds of machine time.
    """

    kind: str
    form: str
    corporate_number: str
    management_number: str
    name: str
    address: str
    representative: str
    representative_kana: str
    birthdate: str
    user: str
    user_kana: str
    email: str
    has_right: bool
    auth_time: int
    signed_in_at: str


def keep(visitor: Visitor, told: Claims | Account) -> None:
    """Keep what was told, sealed to its owner; the ``sub`` is not part of it."""
    facts = _of_company(told) if isinstance(told, Account) else _of_card(told)
    drafts.save(visitor, drafts.IDENTITY, facts, lifetime=drafts.IDENTITY_LIFETIME)


def company(visitor: Visitor) -> Company | None:
    """Return the company a visitor signed in for; nothing by card, or when the day has passed."""
    if visitor.provider not in (Provider.GBIZID, Provider.AGENCY):
        return None
    facts = drafts.load(visitor, drafts.IDENTITY)
    return Company(**facts) if facts else None


def _of_card(claims: Claims) -> drafts.Answers:
    return {
        "name": claims.name,
        "address": claims.address,
        "birthdate": claims.birthdate.isoformat(),
        "acr": claims.acr,
        "signed_in_at": today.now().isoformat(),
    }


def _of_company(account: Account) -> drafts.Answers:
    facts = asdict(account)
    del facts["sub"]
    facts["birthdate"] = account.birthdate.isoformat() if account.birthdate else ""
    return facts | {"signed_in_at": today.now().isoformat()}

"""担当者 — who an officer is and what the officer may do."""

from typing import Any

from kyosai.records.officers.duties import DESKS, DUTIES
from kyosai.records.officers.models import Officer


def may(officer: Any, permission: str) -> bool:
    """Tell whether an officer's duty allows something; nobody else may do anything."""
    return isinstance(officer, Officer) and officer.is_active and permission in _allowed(officer)


def schemes(officer: Any) -> frozenset[str]:
    """Return the schemes whose cases and contracts an officer's duty opens."""
    duty = DUTIES.get(officer.duty) if isinstance(officer, Officer) else None
    return duty.schemes if duty and duty.desk == officer.desk else frozenset()


def known(user: Any) -> Officer:
    """Return the officer a request was let in for."""
    assert isinstance(user, Officer), "the guard lets officers in, nobody else"
    return user


def words_of(officer: Officer) -> str:
    """Return desk and duty as the person looked at will read them: 契約課（審査）."""
    duty = DUTIES.get(officer.duty)
    desk = DESKS.get(officer.desk, officer.desk)
    return f"{desk}（{duty.name}）" if duty else desk


def role_of(username: str) -> str:
    """Return desk and duty of somebody by the name they sign in with; nothing for strangers."""
    found = Officer.objects.filter(username=username).first()
    return words_of(found) if found else ""


def has_duty(username: str, duty: str) -> bool:
    """Tell whether somebody who signs in under this name holds a duty."""
    return Officer.objects.filter(username=username, duty=duty, is_active=True).exists()


def approves_up_to(username: str) -> int:
    """Return the yen of the largest payment file an officer may release; nothing for strangers."""
    limits = Officer.objects.filter(username=username, is_active=True)
    return limits.values_list("approves_up_to", flat=True).first() or 0


def names() -> dict[str, str]:
    """Return the name on screen of every officer, by the name they sign in with."""
    return dict(Officer.objects.values_list("username", "display_name"))


def _allowed(officer: Officer) -> frozenset[str]:
    duty = DUTIES.get(officer.duty)
    return duty.allows if duty and duty.desk == officer.desk else frozenset()

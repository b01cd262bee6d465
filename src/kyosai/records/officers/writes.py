"""担当者 — officers appointed to a duty."""

from kyosai.records.officers.duties import DUTIES
from kyosai.records.officers.models import Officer


def appoint(username: str, *, display_name: str, duty: str, password: str) -> Officer:
    """Make an officer, or give a known one this duty and password."""
    officer = Officer.objects.filter(username=username).first() or Officer(username=username)
    officer.display_name = display_name
    officer.duty = duty
    officer.desk = DUTIES[duty].desk
    officer.set_password(password)
    officer.save()
    return officer

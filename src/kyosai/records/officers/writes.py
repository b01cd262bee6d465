"""担当者 — officers appointed to a duty."""

from kyosai.records.officers.duties import DUTIES
from kyosai.records.officers.models import Officer


def appoint(
    username: str, *, display_name: str, duty: str, password: str, approves_up_to: int = 0
) -> Officer:
    """Make an officer, or give a known one this duty and password.

    ``approves_up_to`` is the yen of the largest payment file the officer may release.
    """
    officer = Officer.objects.filter(username=username).first() or Officer(username=username)
    officer.display_name = display_name
    officer.duty = duty
    officer.desk = DUTIES[duty].desk
    officer.approves_up_to = approves_up_to
    officer.set_password(password)
    officer.save()
    return officer

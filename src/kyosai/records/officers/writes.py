"""担当者 — officers appointed to a duty, by two others once the house is at work."""

from django.db import transaction

from kyosai.records.officers.duties import DUTIES
from kyosai.records.officers.models import Appointment, Officer

INSTALLATION = ("", "")


def appoint(
    username: str,
    *,
    display_name: str,
    duty: str,
    password: str | None = None,
    approves_up_to: int = 0,
    by: tuple[str, str] = INSTALLATION,
) -> Officer:
    """Make an officer, or give a known one this duty and password.

    ``approves_up_to`` is the yen of the largest payment file the officer may release. ``by`` are
    the two who propose and confirm; the database refuses one who appoints themselves.
    """
    officer = Officer.objects.filter(username=username).first() or Officer(username=username)
    given = {"duty": duty, "desk": DUTIES[duty].desk, "approves_up_to": approves_up_to}
    is_new = any(getattr(officer, name) != value for name, value in given.items())
    officer.display_name = display_name
    officer.set_password(password)
    with transaction.atomic():
        if is_new:
            proposed_by, confirmed_by = by
            Appointment.objects.create(
                username=username, proposed_by=proposed_by, confirmed_by=confirmed_by, **given
            )
        for name, value in given.items():
            setattr(officer, name, value)
        officer.save()
    return officer

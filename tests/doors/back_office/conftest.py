"""Officers of each duty, signed in as the sign-in library does it."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from django.contrib.sessions.backends.base import SessionBase
from django.core.cache import cache
from django.test import Client

from kyosai.doors import today
from kyosai.doors.back_office import guard
from kyosai.records.officers import writes
from kyosai.records.officers.models import Officer
from tests.procedures.collection import world

PASSWORD = "Kaki-no-ki-ga-3-bon"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture(autouse=True)
def _no_limits_left_over() -> None:
    cache.clear()


def code_now() -> str:
    """Return what the authenticator app shows."""
    counter = next(iter(auth.yield_hotp_counters_from_time()))
    return auth.format_hotp_value(auth.hotp_value(SECRET, counter))


def appointed(
    duty: str, *, username: str = "", second_factor: bool = True, up_to: int = 0
) -> Officer:
    """Return an officer with this duty."""
    username = username or duty
    officer = writes.appoint(
        username,
        display_name=f"見本 {username}",
        duty=duty,
        password=PASSWORD,
        approves_up_to=up_to,
        by=world.appointed_by(),
    )
    if second_factor:
        auth.TOTP.activate(officer, SECRET)
    return officer


def client_of(officer: Officer) -> Client:
    """Return a browser in which this officer is signed in with both factors."""
    client = Client()
    client.force_login(officer, backend="allauth.account.auth_backends.AuthenticationBackend")
    session: SessionBase = client.session
    session[guard.SIGNED_IN_AT] = session[guard.SEEN_AT] = today.machine_now().isoformat()
    session.save()
    return client


@pytest.fixture
def sign_in(db: None) -> Callable[..., Client]:
    """Sign an officer of a duty in."""

    def signed_in(duty: str, **how: Any) -> Client:
        return client_of(appointed(duty, **how))

    return signed_in


@pytest.fixture
def examiner(sign_in: Callable[..., Client]) -> Client:
    return sign_in("examiner")


@pytest.fixture
def approver(sign_in: Callable[..., Client]) -> Client:
    return sign_in("approver")


@pytest.fixture
def treasurer(sign_in: Callable[..., Client]) -> Client:
    return sign_in("treasurer")


@pytest.fixture
def auditor(sign_in: Callable[..., Client]) -> Client:
    return sign_in("auditor")


def secrets_at_rest() -> list[str]:
    """Return what the database holds of second factors."""
    return [str(row.data) for row in Authenticator.objects.all()]

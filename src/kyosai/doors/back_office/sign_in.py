"""職員のサインイン — what the sign-in library may do here: staff only, no sign-up, two factors."""

import base64
import os
from datetime import datetime, timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.http import HttpRequest

from kyosai.doors import today
from kyosai.doors.back_office import guard

FRESH = timedelta(minutes=5)
PURPOSE = b"kyosai staff second factor"
MAIN_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


class StaffOnly(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts are made by appointment, never by sign-up; nothing is sent by mail."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "too_many_login_attempts": (
            "間違いが続いたので、サインインを止めています。5分たってから、もう一度お試しください。"
        )
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say no."""
        return False

    def login(self, request: HttpRequest, user: Any) -> None:
        """Begin a session, and remember when."""
        super().login(request, user)
        now = today.machine_now().isoformat()
        request.session[guard.SIGNED_IN_AT] = request.session[guard.SEEN_AT] = now

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask again for the password, unless it was given in the last minutes."""
        begun = context.request.session.get(guard.SIGNED_IN_AT, "")
        return not begun or today.machine_now() - datetime.fromisoformat(begun) > FRESH

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send nothing: staff have no mail address here."""

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Leave no passing message: each page says itself what happened."""


class SecondFactor(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets rest encrypted, and the last second factor cannot be taken away."""

    def encrypt(self, text: str) -> str:
        """Return the secret as it rests in the database."""
        nonce = os.urandom(12)
        return base64.b64encode(nonce + _cipher().encrypt(nonce, text.encode(), PURPOSE)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret itself."""
        sealed = base64.b64decode(encrypted_text)
        return _cipher().decrypt(sealed[:12], sealed[12:], PURPOSE).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Keep at least one second factor."""
        others = Authenticator.objects.filter(user=authenticator.user, type__in=MAIN_FACTORS)
        return bool(others.exclude(pk=authenticator.pk).exists())


def _cipher() -> AESGCM:
    key = HKDF(hashes.SHA256(), length=32, salt=None, info=PURPOSE)
    return AESGCM(key.derive(settings.KEYS["account_cipher.key"]))

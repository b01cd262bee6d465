"""つなぎ先 — the wires the portal uses, made once from settings; tests put fakes here."""

from functools import cache
from typing import Any

from django.conf import settings

from kyosai.doors import today
from kyosai.wires.account_registration.hub import Hub, HubConfig
from kyosai.wires.cleaning import cleaner
from kyosai.wires.cleaning.cleaner import Cleaned
from kyosai.wires.corporate_numbers.register import Register, RegisterConfig
from kyosai.wires.daa.provider import Daa, DaaConfig
from kyosai.wires.daa.signing import DaaSigning
from kyosai.wires.gbizid.provider import GbizId, GbizIdConfig


@cache
def daa() -> Daa:
    """Return デジタル認証アプリ."""
    told: Any = settings  # these names are known to the internet site alone
    return Daa(
        DaaConfig(
            issuer=told.DAA_ISSUER,
            client_id=told.DAA_CLIENT_ID,
            client_key=settings.KEYS["daa_client.jwk"],
        )
    )


@cache
def signing() -> DaaSigning:
    """Return デジタル認証アプリ as it signs."""
    return DaaSigning(daa().config)


@cache
def gbizid() -> GbizId:
    """Return GビズID."""
    told: Any = settings
    return GbizId(
        GbizIdConfig(
            issuer=told.GBIZID_ISSUER,
            client_id=told.GBIZID_CLIENT_ID,
            client_secret=settings.KEYS.text("gbizid_secret"),
        )
    )


@cache
def hub() -> Hub:
    """Return the hub that registers accounts."""
    return Hub(
        HubConfig(
            url=settings.HUB_URL,
            consignor_code=settings.HUB_CONSIGNOR_CODE,
            key=settings.KEYS["hub_secret"],
            clock=today.now,
        )
    )


@cache
def register() -> Register:
    """Return the public register of corporations."""
    return Register(RegisterConfig(settings.HOUJIN_URL))


def rebuild(content: bytes, *, filename: str) -> Cleaned:
    """Return an upload rebuilt from its pixels."""
    return cleaner.rebuild(content, filename=filename)

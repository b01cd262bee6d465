"""A text is signed by the person's card, through the provider's own pages."""

from base64 import b64decode
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from flask import Flask
from flask.testing import FlaskClient

from kyosai.basis.refusal import Refused
from kyosai.formats.jpki import refusals as jpki_refusals
from kyosai.formats.jpki import signature
from kyosai.wires.daa import refusals, signing_refusals
from kyosai.wires.daa.provider import DaaConfig
from kyosai.wires.daa.signing import DaaSigning, Signed
from kyosai.wires.openid.refusals import NotThisSignIn, SignInExpired
from outside_world.world import World
from tests.outside_world.conftest import (  # noqa: F401 - fixtures of the other side
    app,
    client,
    frozen,
    rounds,
    sample_keys,
    world,
)

BASE = "http://outside.test"
BACK = "http://portal.test/borrow/signed/"
TEXT = "契約者貸付けの契約書\n借りる額：1,000,000円"


@pytest.fixture
def daa(world: World, app: Flask) -> DaaSigning:  # noqa: F811 - fixtures
    config = DaaConfig(f"{BASE}/daa/realms/main", "kyosai", world.key("daa_client.jwk"))
    return DaaSigning(config, httpx.WSGITransport(app=app))


def tapped(
    daa: DaaSigning, client: FlaskClient, **form: str  # noqa: F811
) -> tuple[dict[str, str], dict[str, str]]:  # fmt: skip
    """Go to the provider, tap a card, and return what was kept and what came back."""
    url, pending = daa.begin(TEXT, BACK)
    page = urlsplit(client.get(url.removeprefix(BASE)).headers["Location"]).path
    assert client.get(page).status_code == 200
    told = {"person": "hanako", "pin": "ABC123", "action": "tap"} | form
    answer = client.post(page, data=told)
    while "Location" not in answer.headers:
        answer = client.post(page, data=told)
    return pending, dict(parse_qsl(urlsplit(answer.headers["Location"]).query))


def verified(signed: Signed, world: World, *, text: str = TEXT, at: datetime) -> signature.Signer:  # noqa: F811
    return signature.verified(
        text,
        signature=signed.signature,
        certificate=signed.certificate,
        issued_by=world.key("jpki_sign_ca.crt"),
        checked_at=at,
    )


def test_a_text_is_signed_by_whoever_taps_the_card(
    daa: DaaSigning, client: FlaskClient, world: World  # noqa: F811
) -> None:  # fmt: skip
    signed = daa.finish(*tapped(daa, client))

    signer = verified(signed, world, at=world.clock.now())
    assert (signer.name, f"{signer.birthdate}") == ("見本　花子", "1980-04-01")
    assert signer.address == "東京都架空区見本町１丁目２番３号"
    assert signed.sub


def test_another_text_was_not_signed(daa: DaaSigning, client: FlaskClient, world: World) -> None:  # noqa: F811
    signed = daa.finish(*tapped(daa, client))

    with pytest.raises(jpki_refusals.NotSigned):
        verified(signed, world, text=TEXT.replace("1,000,000", "9,000,000"), at=world.clock.now())


def test_a_certificate_out_of_its_time_is_refused(
    daa: DaaSigning, client: FlaskClient, world: World  # noqa: F811
) -> None:  # fmt: skip
    signed = daa.finish(*tapped(daa, client))

    with pytest.raises(jpki_refusals.CertificateExpired):
        verified(signed, world, at=world.clock.now() + timedelta(days=5 * 366))


def test_a_certificate_of_another_authority_is_refused(
    daa: DaaSigning, client: FlaskClient, world: World, sample_keys: Path  # noqa: F811
) -> None:  # fmt: skip
    signed = daa.finish(*tapped(daa, client))

    with pytest.raises(jpki_refusals.CertificateUnknown):
        signature.verified(
            TEXT,
            signature=signed.signature,
            certificate=signed.certificate,
            issued_by=(sample_keys / "etax.crt").read_bytes(),
            checked_at=world.clock.now(),
        )


@pytest.mark.parametrize("certificate", ["", "bm9uZQ==", "日本"], ids=["空", "ただの文字", "漢字"])
def test_what_is_no_certificate_is_refused(world: World, certificate: str) -> None:  # noqa: F811
    with pytest.raises(Refused):
        verified(Signed("s", "c2ln", certificate), world, at=world.clock.now())


@pytest.mark.parametrize(
    ("form", "refusal"),
    [
        ({"action": "refuse"}, refusals.Declined),
        ({"pin": "000000"}, signing_refusals.PinLocked),
        ({"person": "kigen"}, signing_refusals.SigningCertificateExpired),
    ],
    ids=["やめる", "暗証番号を5回まちがえる", "期限の切れたカード"],
)
def test_each_way_it_fails_is_told_apart(
    daa: DaaSigning, client: FlaskClient, form: dict[str, str], refusal: type[Refused]  # noqa: F811
) -> None:  # fmt: skip
    pending, query = tapped(daa, client, **form)

    with pytest.raises(refusal):
        daa.finish(pending, query)


def test_a_result_is_fetched_once_and_only_by_whoever_began(
    daa: DaaSigning, client: FlaskClient  # noqa: F811
) -> None:  # fmt: skip
    pending, query = tapped(daa, client)
    daa.finish(pending, query)

    with pytest.raises(SignInExpired):
        daa.finish(pending, query)
    with pytest.raises(NotThisSignIn):
        daa.finish(pending | {"state": "other"}, query)


def test_the_provider_never_sees_the_text(
    daa: DaaSigning, client: FlaskClient, frozen: Callable[[datetime], None]  # noqa: F811
) -> None:  # fmt: skip
    url, pending = daa.begin(TEXT, BACK)

    page = client.get(urlsplit(client.get(url.removeprefix(BASE)).headers["Location"]).path)
    assert pending["digest"] in page.text and len(b64decode(pending["digest"])) == 32
    assert "1,000,000" not in page.text

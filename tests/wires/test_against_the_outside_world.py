"""The wires and the world outside understand each other, though neither knows the other's code."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from time import time
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from flask import Flask
from flask.testing import FlaskClient

from kyosai.basis.fingerprint import digest
from kyosai.basis.money import Yen
from kyosai.basis.refusal import Malformed, Refused
from kyosai.basis.tokyo import TOKYO
from kyosai.doors import tax_papers
from kyosai.formats.account_registration.daily_file import read_day
from kyosai.formats.account_registration.messages import Status
from kyosai.formats.etax import receipt_notice, refusals, tax_certificate
from kyosai.formats.zengin import direct_debit
from kyosai.formats.zengin.debit_results import Outcome, read_results
from kyosai.formats.zengin.direct_debit import Consignor, DebitRequest, NewCode
from kyosai.schemes.tosanboshi.evidence import taxes
from kyosai.schemes.tosanboshi.evidence.taxes import Taxpayer
from kyosai.wires.account_registration.hub import AlreadyStarted, Hub, HubConfig, NotReady
from kyosai.wires.bank.desk import Desk, DeskConfig, WholeFileRefused
from kyosai.wires.corporate_numbers.register import Register, RegisterConfig
from kyosai.wires.daa.provider import Daa, DaaConfig
from kyosai.wires.failure import Rejected
from kyosai.wires.gbizid import refusals as gbizid_refusals
from kyosai.wires.gbizid.account import Form, Kind
from kyosai.wires.gbizid.provider import GbizId, GbizIdConfig
from kyosai.wires.openid import refusals as openid_refusals
from outside_world import faults
from outside_world.bank.rounds import Rounds
from outside_world.register import companies
from outside_world.world import World
from tests.outside_world import hub_steps
from tests.outside_world import test_gbizid as gbizid_steps
from tests.outside_world.conftest import (  # noqa: F401 - fixtures of the other side
    app,
    client,
    frozen,
    rounds,
    sample_keys,
    world,
)

BASE = "http://outside.test"
NAME = "Z91-skk-agency-2026-12-18-01.dat"
DAY = date(2026, 12, 18)
CONSIGNOR = Consignor(
    code="0000123456", name="ﾐﾎﾝ ｷﾖｳｻｲ", bank_code="9901", branch_code="101",
    account_kind="1", account_number="0001234",
)  # fmt: skip


@pytest.fixture
def transport(app: Flask) -> httpx.WSGITransport:  # noqa: F811 - a fixture
    return httpx.WSGITransport(app=app)


@pytest.fixture
def hub(world: World, transport: httpx.WSGITransport) -> Hub:  # noqa: F811
    config = HubConfig(f"{BASE}/hub", "0000123456", world.hub_key, clock=world.clock.now)
    return Hub(config, transport)


@pytest.fixture
def desk(world: World, transport: httpx.WSGITransport) -> Desk:  # noqa: F811
    config = DeskConfig(f"{BASE}/bankfiles", "0000123456", world.bank_key, clock=world.clock.now)
    return Desk(config, transport)


def request_file(*, mmdd: date = DAY) -> bytes:
    requests = [
        DebitRequest(
            "9901", "", "101", "", "1", "1234567", "ﾐﾎﾝ ﾊﾅｺ", Yen(60_000), NewCode.FIRST,
            f"{number:020d}",
        )
        for number in (1, 2, 3)
    ]  # fmt: skip
    return direct_debit.write(requests, consignor=CONSIGNOR, debit_on=mmdd)


def answer(rounds: Rounds, frozen: Callable[[datetime], None]) -> None:  # noqa: F811
    """Let the debit day and then the result day come."""
    for moment in (
        datetime(2026, 12, 18, 9, 0, tzinfo=TOKYO),
        datetime(2026, 12, 24, 12, 0, tzinfo=TOKYO),
    ):
        frozen(moment)
        rounds.act(moment)


def start(hub: Hub, number: str = "REQ1") -> str:
    return hub.start(
        request_id=number,
        customer_no="00000000000000000001",
        name_kana="ﾐﾎﾝ ﾊﾅｺ",
        name_kanji="見本　花子",
        return_url="http://portal.test/account/back?from=hub",
        notify_url="http://portal.test/account/notice",
    ).mandate_id


def test_a_person_signs_in(
    client: FlaskClient,  # noqa: F811
    world: World,  # noqa: F811
    transport: httpx.WSGITransport,
) -> None:
    issuer = f"{BASE}/daa/realms/main"
    daa = Daa(DaaConfig(issuer, "kyosai", world.key("daa_client.jwk")), transport)
    url, pending = daa.begin("http://portal.test/sign-in/back")

    page = urlsplit(client.get(url.removeprefix(BASE)).headers["Location"]).path
    back = client.post(page, data={"person": "hanako", "pin": "1234", "action": "tap"})
    claims = daa.finish(pending, dict(parse_qsl(urlsplit(back.headers["Location"]).query)))

    assert (claims.name, claims.birthdate) == ("見本　花子", date(1980, 4, 1))
    assert set(claims.acr.split()) == {"aal3", "crl"}


@pytest.fixture
def gbizid(world: World, transport: httpx.WSGITransport) -> GbizId:  # noqa: F811
    secret = world.key("gbizid_secret").decode()
    return GbizId(GbizIdConfig(world.gbizid_issuer, "kyosai", secret), transport)


def enter(gbizid: GbizId, client: FlaskClient, account: str, *, signs: str = "") -> Any:  # noqa: F811
    """Open an account at the provider's pages, and come back."""
    url, pending = gbizid.begin(gbizid_steps.REDIRECT, signs=signs)
    page = urlsplit(client.get(url.removeprefix(BASE)).headers["Location"]).path
    back = client.post(page, data={"account": account, "password": "1234"})
    return gbizid.finish(pending, dict(parse_qsl(urlsplit(back.headers["Location"]).query)))


@pytest.mark.parametrize(
    ("account", "kind", "form", "has_right"),
    [
        ("seiki", Kind.PRIME, Form.CORPORATION, True),
        ("bakery", Kind.PRIME, Form.SOLE_PROPRIETOR, True),
        ("seiki_keiri", Kind.MEMBER, Form.CORPORATION, True),
        ("seiki_shinjin", Kind.MEMBER, Form.CORPORATION, False),
        ("saburo", Kind.ENTRY, Form.SOLE_PROPRIETOR, False),
    ],
)
def test_every_kind_of_account_signs_in(
    gbizid: GbizId,
    client: FlaskClient,  # noqa: F811
    account: str,
    kind: Kind,
    form: Form,
    has_right: bool,
) -> None:
    found = enter(gbizid, client, account)

    assert (found.kind, found.form, found.has_right) == (kind, form, has_right)


def test_a_text_is_signed_by_an_account_opened_just_now(
    gbizid: GbizId,
    client: FlaskClient,  # noqa: F811
) -> None:
    found = enter(gbizid, client, "seiki", signs="d" * 64)

    assert found.kind is Kind.PRIME
    assert time() - found.auth_time < 60


@pytest.mark.parametrize(
    ("fault", "refusal"),
    [
        ("wrong_nonce", openid_refusals.TokenNotBelieved),
        ("wrong_aud", openid_refusals.TokenNotBelieved),
        ("wrong_key", openid_refusals.TokenNotBelieved),
        ("expired", openid_refusals.TokenNotBelieved),
        ("other_account", openid_refusals.TokenNotBelieved),
        ("replayed_code", openid_refusals.SignInExpired),
        ("refused", gbizid_refusals.Declined),
        ("missing_attribute", gbizid_refusals.FactsMissing),
        ("wrong_number", gbizid_refusals.NumberNotBelieved),
        ("not_verified", gbizid_refusals.NotProved),
        ("changed_representative", gbizid_refusals.RepresentativeChanged),
    ],
)
def test_each_fault_of_gbizid_is_refused_by_its_name(
    gbizid: GbizId,
    client: FlaskClient,  # noqa: F811
    world: World,  # noqa: F811
    fault: str,
    refusal: type[Refused],
) -> None:
    faults.switch(world.memory, f"gbizid.{fault}", on=True)

    with pytest.raises(refusal):
        enter(gbizid, client, "seiki")


@pytest.mark.parametrize(
    ("fault", "kind"), [("entry_only", Kind.ENTRY), ("without_right", Kind.MEMBER)]
)
def test_an_account_that_is_less_than_prime_comes_in_without_a_right(
    gbizid: GbizId,
    client: FlaskClient,  # noqa: F811
    world: World,  # noqa: F811
    fault: str,
    kind: Kind,
) -> None:
    faults.switch(world.memory, f"gbizid.{fault}", on=True)

    found = enter(gbizid, client, "seiki")

    assert (found.kind, found.has_right) == (kind, False)


def test_a_mandate_goes_from_start_to_daily_file(
    hub: Hub,
    client: FlaskClient,  # noqa: F811
    frozen: Callable[[datetime], None],  # noqa: F811
) -> None:
    mandate = start(hub)
    assert hub.inquire(mandate).status is Status.PENDING

    hub_steps.agree(client, mandate)
    state = hub.inquire(mandate)
    with pytest.raises(NotReady):
        hub.daily_file(date(2026, 12, 1))
    frozen(datetime(2026, 12, 2, 9, 0, tzinfo=TOKYO))
    results = read_day(hub.daily_file(date(2026, 12, 1)), day=date(2026, 12, 1))

    assert (state.status, state.bank_code, state.bank_name) == (
        Status.REGISTERED, "9901", "サンプル銀行"
    )  # fmt: skip
    assert [(r.request_id, r.is_registered, r.account_number) for r in results] == [
        ("REQ1", True, "1234567")
    ]


def test_a_request_number_is_used_once(hub: Hub) -> None:
    start(hub)

    with pytest.raises(AlreadyStarted):
        start(hub)


def test_another_secret_is_refused(world: World, transport: httpx.WSGITransport) -> None:  # noqa: F811
    config = HubConfig(f"{BASE}/hub", "0000123456", b"another", clock=world.clock.now)

    with pytest.raises(Rejected) as refused:
        start(Hub(config, transport))

    assert refused.value.status == 401


def test_a_file_is_taken_and_its_result_read(
    desk: Desk,
    rounds: Rounds,  # noqa: F811
    frozen: Callable[[datetime], None],  # noqa: F811
) -> None:
    content = request_file()
    receipt = desk.hand_over(content, name=NAME, digest=digest(content))
    again = desk.hand_over(content, name=NAME, digest=digest(content))

    answer(rounds, frozen)
    names = desk.results()
    results = read_results(desk.fetch(names[0]), request=content, debit_on=DAY)

    assert receipt["receipt"] == again["receipt"]
    assert (receipt["records"], receipt["total"]) == (3, 180_000)
    assert names == [NAME.replace(".dat", "-result.dat")]
    assert len(results) == 3
    assert {result.outcome for result in results} <= set(Outcome)
    assert desk.results(since=datetime(2026, 12, 25, tzinfo=TOKYO)) == []


@pytest.mark.parametrize(
    "fault", ["missing_record", "repeated_record", "wrong_total", "changed_byte"]
)
def test_a_faulty_result_is_refused_whole(
    fault: str,
    desk: Desk,
    world: World,  # noqa: F811
    rounds: Rounds,  # noqa: F811
    frozen: Callable[[datetime], None],  # noqa: F811
) -> None:
    faults.switch(world.memory, f"bank.{fault}", on=True)
    content = request_file()
    desk.hand_over(content, name=NAME, digest=digest(content))

    answer(rounds, frozen)

    with pytest.raises(Malformed):
        read_results(desk.fetch(desk.results()[0]), request=content, debit_on=DAY)


def test_a_file_after_the_cut_off_is_refused_whole(
    desk: Desk,
    frozen: Callable[[datetime], None],  # noqa: F811
) -> None:
    frozen(datetime(2026, 12, 17, 18, 0, tzinfo=TOKYO))
    content = request_file()

    with pytest.raises(WholeFileRefused):
        desk.hand_over(content, name=NAME, digest=digest(content))


def test_a_company_is_found(transport: httpx.WSGITransport) -> None:
    register = Register(RegisterConfig(f"{BASE}/houjin"), transport)
    number = next(iter(companies.named()))

    found = register.look_up(number)

    assert found is not None
    assert found.number == number
    assert register.look_up("7000012050002") is None


@pytest.mark.parametrize(
    ("variant", "refusal"),
    [
        ("tampered", refusals.Tampered),
        ("wrong_signer", refusals.WrongSigner),
        ("expired_signer", refusals.CertificateExpired),
        ("unsigned", refusals.NotSigned),
        ("two_signatures", refusals.Wrapped),
        ("wrapped", refusals.Wrapped),
    ],
)
def test_a_wrong_notice_is_refused(
    variant: str,
    refusal: type[Refused],
    client: FlaskClient,  # noqa: F811
    world: World,  # noqa: F811
) -> None:
    content = client.get("/etax/receipt", query_string={"person": "hanako", "variant": variant})

    with pytest.raises(refusal):
        receipt_notice.read(
            content.data, certificate=world.key("etax.crt"), checked_at=world.clock.now()
        )


def test_a_good_notice_is_read(client: FlaskClient, sample_keys: Path, world: World) -> None:  # noqa: F811
    content = client.get("/etax/receipt", query_string={"person": "hanako"})

    notice = receipt_notice.read(
        content.data,
        certificate=(sample_keys / "etax.crt").read_bytes(),
        checked_at=world.clock.now() + timedelta(minutes=1),
    )

    assert notice.name == "見本　花子"
    assert notice.form is receipt_notice.Form.INCOME_TAX_RETURN


OF_SEIKI = {"name": "見本精機株式会社", "address": "東京都架空区見本町４丁目５番６号",
            "number": "9999901000008"}  # fmt: skip


@pytest.mark.parametrize(
    ("content", "troubles"),
    [
        ("paid", []),
        ("unpaid", ["tax_certificate_unpaid"]),
        ("old", ["tax_certificate_old"]),
        ("other_kind", ["tax_certificate_kind"]),
        ("other_year", ["tax_certificate_year"]),
        ("other_tax", ["tax_certificate_year"]),
    ],
)
def test_a_certificate_of_taxes_is_read_as_the_tax_office_meant_it(
    client: FlaskClient,  # noqa: F811
    world: World,  # noqa: F811
    content: str,
    troubles: list[str],
) -> None:
    file = client.get("/etax/certificate/file", query_string=OF_SEIKI | {"content": content})
    found = tax_certificate.read(
        file.data, certificate=world.key("etax.crt"), checked_at=world.clock.now()
    )

    owner = Taxpayer(found.name, found.address, OF_SEIKI["number"])
    wrong = taxes.troubles(tax_papers.shown(found), of=owner, on=world.clock.today())

    assert [each.key for each in wrong] == troubles


@pytest.mark.parametrize("variant", ["tampered", "wrong_signer", "unsigned", "wrapped"])
def test_a_certificate_that_is_not_the_tax_offices_is_not_believed(
    client: FlaskClient,  # noqa: F811
    world: World,  # noqa: F811
    variant: str,
) -> None:
    file = client.get("/etax/certificate/file", query_string=OF_SEIKI | {"variant": variant})

    with pytest.raises(refusals.NotBelieved):
        tax_certificate.read(
            file.data, certificate=world.key("etax.crt"), checked_at=world.clock.now()
        )


@pytest.mark.parametrize(("account", "code"), [("1234567", "00"), ("9000016", "16")])
def test_a_paper_goes_from_the_hub_to_the_file_of_a_day_weeks_later(
    hub: Hub,
    world: World,  # noqa: F811
    frozen: Callable[[datetime], None],  # noqa: F811
    account: str,
    code: str,
) -> None:
    start = datetime(2026, 10, 20, 12, 0, tzinfo=TOKYO)
    frozen(start)
    shown = {"bank_code": "9901", "branch_code": "001", "acct_type": "1", "acct_no": account}
    asked = {"request_id": f"{7:020}", "customer_no": f"{7:020}", "name_kana": "ﾐﾎﾝ"}

    first = hub.hand_in_paper(**asked, account=shown)
    again = hub.hand_in_paper(**asked, account=shown)
    frozen(start + timedelta(weeks=5))

    days = [start.date() + timedelta(days=n) for n in range(34)]
    answered = [row for day in days for row in read_day(hub.daily_file(day), day=day)]
    assert first == again
    assert [(row.customer_no, row.code) for row in answered] == [(f"{7:020}", code)]

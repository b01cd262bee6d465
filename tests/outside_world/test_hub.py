"""口座振替受付: what the consignor's server may send and ask, and what a person goes through."""

from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from kyosai.basis.tokyo import TOKYO
from outside_world import faults, signing
from outside_world.hub import mandates
from outside_world.world import World
from tests.outside_world import hub_steps

Freeze = Callable[[datetime], None]
NOON = datetime(2026, 12, 1, 12, 0, tzinfo=TOKYO)


@pytest.fixture(autouse=True)
def at_noon(frozen: Freeze) -> None:
    frozen(NOON)


def back_from(client: FlaskClient, mandate_id: str) -> dict[str, str]:
    address = client.get(f"/hub/return/{mandate_id}").headers["Location"]
    assert address.startswith("http://portal.test/account/back?from=hub&")
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def test_the_published_example_has_the_published_signature() -> None:
    fields = {
        "acct_no": "1234567", "acct_type": "1", "bank_code": "0001", "branch_code": "001",
        "consignor_code": "0000123456", "customer_no": "00000000000012345678",
        "name_kana": "ｶｸｳ ﾀﾛｳ", "notify_url": "https://kyosai.example/notify",
        "request_id": "REQ0000000000000001", "return_url": "https://kyosai.example/return",
        "timestamp": "2026-11-24T10:00:00+09:00",
    }  # fmt: skip

    signature = "b55ea3e5b8fc646f559adba4b25d41fe144c3546e581cd0e1c1696f1549763e5"
    assert signing.signature(fields, key=b"test-key-0001") == signature


def test_a_mandate_is_taken_for_half_an_hour(client: FlaskClient, world: World) -> None:
    answer = hub_steps.post(client, world, hub_steps.request_of(world))

    assert answer.status_code == 201
    assert answer.get_json()["expires_at"] == (NOON + timedelta(minutes=30)).isoformat()
    assert answer.get_json()["redirect_url"].startswith("http://outside.test/hub/pay/M")


def test_a_wrong_key_is_refused(client: FlaskClient, world: World) -> None:
    answer = hub_steps.post(client, world, hub_steps.request_of(world), key=b"guess")

    assert answer.status_code == 401


def test_a_request_number_is_used_once(client: FlaskClient, world: World) -> None:
    hub_steps.start(client, world)

    answer = hub_steps.post(client, world, hub_steps.request_of(world))
    assert answer.status_code == 409


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("request_id", "R" * 21), ("request_id", "依頼"), ("customer_no", "123"),
        ("name_kana", "ミホン"), ("name_kana", "ﾐﾎﾝ ｼｮｳﾀ"), ("name_kana", ""), ("name_kanji", ""),
        ("return_url", "http://evil.test/"), ("notify_url", "http://portal.test.evil.test/"),
        ("bank_code", "0001"), ("acct_no", "12"), ("timestamp", "2026-12-01T12:00:00"),
    ],
)  # fmt: skip
def test_a_field_that_does_not_fit_is_named(
    client: FlaskClient, world: World, field: str, value: str
) -> None:
    answer = hub_steps.post(client, world, hub_steps.request_of(world, **{field: value}))

    assert answer.status_code == 400
    assert set(answer.get_json()["errors"]) == {field}


def test_only_texts_are_read(client: FlaskClient, world: World) -> None:
    assert client.post("/hub/mandates", json={"request_id": 1}).status_code == 400
    assert client.post("/hub/mandates", data=b"\xff{").status_code == 400


def test_a_person_registers_an_account_and_comes_back(client: FlaskClient, world: World) -> None:
    mandate_id = hub_steps.start(client, world)

    assert "登録しました" in hub_steps.agree(client, mandate_id)
    back = back_from(client, mandate_id)
    signature = back.pop("signature")
    back.pop("from")

    assert (back["status"], back["code"], back["request_id"]) == ("REGISTERED", "00", "REQ1")
    assert signing.fits(back, given=signature, key=world.hub_key)
    state = hub_steps.inquire(client, world, mandate_id)
    assert state == {
        "request_id": "REQ1", "mandate_id": mandate_id, "status": "REGISTERED", "code": "00",
        "customer_no": state["customer_no"], "bank_code": "9901", "bank_name": "サンプル銀行",
        "branch_code": "101", "branch_name": "本店", "acct_type": "1", "acct_no_masked": "****567",
        "name_kana": "ﾐﾎﾝ ﾊﾅｺ", "registered_on": "2026-12-01",
        "timestamp": NOON.isoformat(timespec="seconds"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("account", "code"),
    [("9000011", "11"), ("9000012", "12"), ("9000013", "13"), ("9000014", "14"),
     ("9000015", "15"), ("9000031", "31"), ("9000099", "99")],
)  # fmt: skip
def test_sample_accounts_are_refused_each_in_its_way(
    client: FlaskClient, world: World, account: str, code: str
) -> None:
    mandate_id = hub_steps.start(client, world)

    hub_steps.agree(client, mandate_id, account=account)

    state = hub_steps.inquire(client, world, mandate_id)
    assert (state["status"], state["code"], state["acct_no_masked"]) == ("REFUSED", code, "")


@pytest.mark.parametrize(
    ("fault", "code"),
    [("hub.corporate", "14"), ("hub.name_mismatch", "12"), ("hub.maintenance", "31")],
)
def test_switched_faults_refuse_any_account(
    client: FlaskClient, world: World, fault: str, code: str
) -> None:
    faults.switch(world.memory, fault, on=True)
    mandate_id = hub_steps.start(client, world)

    hub_steps.agree(client, mandate_id)

    assert hub_steps.inquire(client, world, mandate_id)["code"] == code


def test_a_person_may_stop_at_the_hub_or_at_the_bank(client: FlaskClient, world: World) -> None:
    at_hub = hub_steps.start(client, world, "REQ1")
    client.post(f"/hub/pay/{at_hub}", data={"action": "cancel"})
    at_bank = hub_steps.start(client, world, "REQ2")
    hub_steps.agree(client, at_bank, action="cancel")

    states = [hub_steps.inquire(client, world, each) for each in (at_hub, at_bank)]
    assert [(s["status"], s["code"]) for s in states] == [("CANCELLED", "21"), ("CANCELLED", "22")]


def test_a_customer_number_is_registered_once(client: FlaskClient, world: World) -> None:
    first = hub_steps.start(client, world, "REQ1", customer_no="1" * 20)
    hub_steps.agree(client, first)
    second = hub_steps.start(client, world, "REQ2", customer_no="1" * 20)
    hub_steps.agree(client, second)

    assert hub_steps.inquire(client, world, second)["code"] == "41"


def test_a_bank_outside_its_hours_takes_nobody(
    client: FlaskClient, world: World, frozen: Freeze
) -> None:
    frozen(NOON.replace(hour=23, minute=30))
    mandate_id = hub_steps.start(client, world)

    assert "受付時間外" in hub_steps.agree(client, mandate_id, bank="9905")
    assert hub_steps.inquire(client, world, mandate_id)["code"] == "31"


def test_whoever_waits_too_long_must_begin_again(
    client: FlaskClient, world: World, frozen: Freeze
) -> None:
    mandate_id = hub_steps.start(client, world)
    frozen(NOON + timedelta(minutes=31))

    state = hub_steps.inquire(client, world, mandate_id)

    assert (state["status"], state["code"]) == ("EXPIRED", "")
    assert back_from(client, mandate_id)["status"] == "EXPIRED"


def test_an_outcome_does_not_change_when_the_person_goes_back(
    client: FlaskClient, world: World
) -> None:
    mandate_id = hub_steps.start(client, world)
    hub_steps.agree(client, mandate_id)

    hub_steps.agree(client, mandate_id, account="9000012")
    client.post(f"/hub/pay/{mandate_id}", data={"action": "cancel"})

    assert hub_steps.inquire(client, world, mandate_id)["code"] == "00"


def test_a_bank_named_by_the_service_is_not_asked_again(client: FlaskClient, world: World) -> None:
    mandate_id = hub_steps.start(client, world, bank_code="9902")

    answer = client.get(f"/hub/pay/{mandate_id}")

    assert urlsplit(answer.headers["Location"]).path == f"/bank/9902/mandates/{mandate_id}"


def test_a_login_that_does_not_fit_is_asked_again(client: FlaskClient, world: World) -> None:
    mandate_id = hub_steps.start(client, world, bank_code="9901")
    client.get(f"/hub/pay/{mandate_id}")

    answer = client.post(f"/bank/9901/mandates/{mandate_id}", data={"acct_no": "12"})

    assert answer.status_code == 422
    assert "口座番号は数字7桁" in answer.text


def test_a_closed_browser_has_no_way_back_but_the_inquiry_knows(
    client: FlaskClient, world: World
) -> None:
    faults.switch(world.memory, "hub.no_return", on=True)
    mandate_id = hub_steps.start(client, world)

    assert "元のサービスにもどる</button>" not in hub_steps.agree(client, mandate_id)
    assert hub_steps.inquire(client, world, mandate_id)["status"] == "REGISTERED"


def test_a_replay_brings_back_somebody_elses_outcome(client: FlaskClient, world: World) -> None:
    earlier = hub_steps.start(client, world, "REQ1")
    hub_steps.agree(client, earlier)
    mandate_id = hub_steps.start(client, world, "REQ2")
    hub_steps.agree(client, mandate_id, account="9000012")
    faults.switch(world.memory, "hub.replay", on=True)

    assert back_from(client, mandate_id)["request_id"] == "REQ1"


def test_a_wrong_mac_does_not_fit(client: FlaskClient, world: World) -> None:
    mandate_id = hub_steps.start(client, world)
    hub_steps.agree(client, mandate_id)
    faults.switch(world.memory, "hub.wrong_mac", on=True)

    back = back_from(client, mandate_id)
    signature = back.pop("signature")
    back.pop("from")
    assert not signing.fits(back, given=signature, key=world.hub_key)


@pytest.mark.parametrize("path", ["/hub/pay/M1", "/hub/return/M1", "/bank/9901/mandates/M1"])
def test_an_unknown_mandate_is_not_found(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_an_inquiry_needs_the_signature(client: FlaskClient, world: World) -> None:
    mandate_id = hub_steps.start(client, world)

    assert client.get(f"/hub/mandates/{mandate_id}").status_code == 401


def test_of_two_outcomes_at_once_the_first_stays(client: FlaskClient, world: World) -> None:
    mandate_id = hub_steps.start(client, world)

    mandates.choose(
        world.memory, mandate_id, bank_code="9901", branch_code="101", acct_no="1234567"
    )
    told = [mandates.decide(world.memory, mandate_id, code=code, now=NOON) for code in ("00", "22")]

    assert told == [True, False]
    assert hub_steps.inquire(client, world, mandate_id)["code"] == "00"

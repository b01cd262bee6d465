"""Steps at the hub, shared by its tests: start as the consignor does, go on as a person does."""

from typing import Any
from urllib.parse import urlsplit

from flask.testing import FlaskClient

from outside_world import signing
from outside_world.world import World

NAME = "ﾐﾎﾝ ﾊﾅｺ"


def request_of(world: World, number: str = "REQ1", **changed: str) -> dict[str, str]:
    """Return the fields of a good request."""
    return {
        "consignor_code": "0000123456",
        "request_id": number,
        "customer_no": f"{sum(map(ord, number)):020d}",
        "name_kana": NAME,
        "name_kanji": "見本　花子",
        "return_url": f"{world.portal_url}/account/back?from=hub",
        "notify_url": f"{world.portal_url}/account/notice",
        "timestamp": world.clock.now().isoformat(),
    } | changed


def post(client: FlaskClient, world: World, fields: dict[str, Any], key: bytes = b"") -> Any:
    signature = signing.signature(fields, key=key or world.hub_key)
    return client.post("/hub/mandates", json=fields, headers={"X-Signature": signature})


def start(client: FlaskClient, world: World, number: str = "REQ1", **changed: str) -> str:
    """Start a mandate and return its number."""
    return str(post(client, world, request_of(world, number, **changed)).get_json()["mandate_id"])


def agree(
    client: FlaskClient, mandate_id: str, *, account: str = "1234567", bank: str = "9901",
    action: str = "agree",
) -> str:  # fmt: skip
    """Go through all pages of hub and bank; return the text of the last one."""
    chosen = client.post(f"/hub/pay/{mandate_id}", data={"bank": bank, "action": "next"})
    page = urlsplit(chosen.headers["Location"]).path
    login = {"branch_code": "101", "acct_type": "1", "acct_no": account, "pin": "1234"}
    client.post(page, data=login)
    client.post(f"{page}/agree", data={"action": action})
    return str(client.get(f"{page.removesuffix('/result')}/result").text)


def inquire(client: FlaskClient, world: World, mandate_id: str) -> dict[str, str]:
    """Ask the hub, as the consignor, how a mandate stands; check that the hub signed."""
    query = {"consignor_code": "0000123456", "timestamp": world.clock.now().isoformat()}
    signature = signing.signature(query | {"mandate_id": mandate_id}, key=world.hub_key)
    answer = client.get(
        f"/hub/mandates/{mandate_id}", query_string=query, headers={"X-Signature": signature}
    )
    fields: dict[str, str] = answer.get_json()
    assert signing.fits(fields, given=answer.headers["X-Signature"], key=world.hub_key)
    return fields


def day_file(client: FlaskClient, world: World, day: str) -> Any:
    """Ask for a day's outcomes."""
    query = {"consignor_code": "0000123456", "timestamp": world.clock.now().isoformat()}
    signature = signing.signature(query | {"day": day}, key=world.hub_key)
    return client.get(f"/hub/daily/{day}", query_string=query, headers={"X-Signature": signature})

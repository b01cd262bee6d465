"""Steps at the bank, shared by its tests: request files as bytes, and the calls of its desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask.testing import FlaskClient

from kyosai.basis import fingerprint
from kyosai.basis.tokyo import TOKYO
from outside_world import signing
from outside_world.world import CONSIGNOR_CODE, World

NAME = "Z91-skk-agency-2026-12-18-01.dat"
IN_TIME = datetime(2026, 12, 9, 15, 0, tzinfo=TOKYO)
DEBITED = datetime(2026, 12, 18, 9, 0, tzinfo=TOKYO)
ANSWERED = datetime(2026, 12, 24, 12, 0, tzinfo=TOKYO)


@dataclass(frozen=True)
class Debit:
    """One record of a request."""

    customer: int = 1
    number: str = "1234567"
    yen: int = 10_000
    bank: str = "9901"
    branch: str = "101"
    kind: str = "1"
    holder: str = "ﾐﾎﾝ ﾊﾅｺ"
    new_code: str = "0"

    def line(self) -> str:
        return (
            f"2{self.bank}{'':15}{self.branch}{'':15}    {self.kind}{self.number}{self.holder:30}"
            f"{self.yen:010}{self.new_code}{self.customer:020}0        "
        )


def request(
    debits: Sequence[Debit], *, mmdd: str = "1218", end: str = "\r\n", credited: str = "0001234"
) -> bytes:
    """Return a request file."""
    total = sum(debit.yen for debit in debits)
    lines = [
        f"1910{CONSIGNOR_CODE}{'ﾐﾎﾝ ｷﾖｳｻｲ':40}{mmdd}9901{'':15}101{'':15}1{credited}{'':17}",
        *(debit.line() for debit in debits),
        f"8{len(debits):06}{total:012}{0:036}{'':65}",
        f"9{'':119}",
    ]
    assert {len(line) for line in lines} == {120}
    return "".join(line + end for line in lines).encode("cp932")


def call(
    client: FlaskClient, world: World, method: str, path: str, content: bytes = b"",
    *, key: bytes = b"", query: dict[str, str] | None = None, kind: str | None = None,
) -> Any:  # fmt: skip
    """Call the desk as the consignor does."""
    fields = {
        "method": method, "path": path, "consignor_code": CONSIGNOR_CODE,
        "timestamp": world.clock.now().isoformat(), "digest": fingerprint.digest(content),
    }  # fmt: skip
    headers = {
        "X-Consignor": CONSIGNOR_CODE, "X-Timestamp": fields["timestamp"],
        "X-Signature": signing.signature(fields, key=key or world.bank_key),
    }  # fmt: skip
    return client.open(
        f"/bankfiles{path}",
        method=method,
        data=content,
        headers=headers,
        query_string=query,
        content_type=kind,
    )


def hand_in(client: FlaskClient, world: World, content: bytes, name: str = NAME) -> Any:
    """Hand a request in."""
    return call(client, world, "PUT", f"/requests/{name}", content)


def listed(client: FlaskClient, world: World, since: str = "") -> list[dict[str, str]]:
    """List the results."""
    query = {"since": since} if since else None
    answer = call(client, world, "GET", "/results", query=query)
    found: list[dict[str, str]] = answer.get_json()["results"]
    return found


def fetched(client: FlaskClient, world: World, name: str) -> bytes:
    """Fetch one result."""
    answer = call(client, world, "GET", f"/results/{name}")
    assert answer.headers["X-Digest"] == fingerprint.digest(answer.data)
    return bytes(answer.data)


def codes(content: bytes) -> str:
    """Return the result codes of a result file, in order."""
    return "".join(chr(line[111]) for line in content.split(b"\r\n") if line[:1] == b"2")

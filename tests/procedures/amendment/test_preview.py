"""変更の見込み — what is shown before sending is what the bank is asked for afterwards."""

import json
from base64 import b64decode, b64encode
from datetime import date, datetime
from typing import Any
from uuid import uuid5

import pytest
from django.db import connection
from nacl.public import PrivateKey

from kyosai.basis.money import Yen
from kyosai.exchange import envelope
from kyosai.exchange.messages import plain
from kyosai.exchange.messages.amendments import PremiumChange
from kyosai.exchange.messages.views import ViewRequest
from kyosai.procedures.amendment import amend, preview
from kyosai.records.premiums import debits
from tests.procedures.applications import kept
from tests.procedures.collection import world

pytestmark = pytest.mark.django_db
AT = datetime.fromisoformat("2026-11-25T21:00:00+09:00")
JOINED_ON = date(2026, 10, 20)
PERSON = str(uuid5(world.SPACE, "person 1"))


def shown(view: Any, argument: str) -> dict[str, Any]:
    """Ask for a view and open what is laid out."""
    key = PrivateKey.generate()
    reply_key = b64encode(bytes(key.public_key)).decode()
    number = kept(ViewRequest(view, PERSON, argument, reply_key, AT.isoformat()), fetched_at=AT)
    preview.show(number, at=AT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT convert_from(body, 'utf8') FROM exchange_outgoing")
        sealed = [json.loads(body) for (body,) in cursor]
    (body,) = (each["sealed"] for each in sealed if each.get("to") == number)
    payload: dict[str, Any] = json.loads(envelope.unseal(b64decode(body), bytes(key)))
    return payload


def wish(yen: int, *, receipt: str = "") -> PremiumChange:
    return PremiumChange(PERSON, "skk", AT.isoformat(), receipt, yen, ())


def asked_about(yen: int) -> dict[str, Any]:
    return shown("effect", f"premium_change {plain.to_json(wish(yen)).decode()}")


def test_the_next_debits_shown_are_what_the_files_ask() -> None:
    number = world.holder(1, applied_on=JOINED_ON)
    world.whole(world.cycle("2026-11"), {world.customer_no(1): "1"})
    found = asked_about(30_000)
    amend.amend(kept(wish(30_000, receipt="U-1"), fetched_at=AT), at=AT)

    for month in ("2026-12", "2027-01", "2027-02"):
        world.whole(world.cycle(month))

    asked = {debit.debit_on.isoformat(): debit.yen for debit in debits.of_contract(number)}
    table = {row["debit_on"]: Yen(row["then"]) for row in found["table"]}
    assert len(asked) == 4
    assert asked.items() - table.items() == {("2026-11-18", Yen(20_000))}


def test_what_is_looked_at_changes_nothing() -> None:
    world.holder(1, applied_on=JOINED_ON)

    asked_about(30_000)

    assert world.run("SELECT count(*) FROM contract_monthly_premium") == [(1,)]


def test_a_refusal_is_shown_before_anything_is_sent() -> None:
    world.holder(1, applied_on=JOINED_ON)

    assert "いまと同じ掛金月額です" in asked_about(10_000)["refused"]


def test_who_has_no_contract_reads_so() -> None:
    world.holder(1, applied_on=JOINED_ON)

    assert "契約がありません" in shown("terms", "tosanboshi")["refused"]


def test_the_terms_name_the_premium_and_the_cut_off() -> None:
    world.holder(1, applied_on=JOINED_ON)

    found = shown("terms", "skk")

    assert found["monthly_premium"] == 10_000
    assert found["submit_by"] == world.cycle("2026-12").submit_by.isoformat()

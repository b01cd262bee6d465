"""Every hostile answer is refused in plain words beside its field, and the draft stays."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote_from_bytes, urlencode

import httpx
import pytest

from tests.hostile.attacker import Attacker, words
from tests.hostile.conftest import Town
from tests.hostile.portal_forms import SAYS, TAKEN, Sent

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@pytest.mark.parametrize("sent", SAYS, ids=lambda sent: sent.name)
def test_a_hostile_answer_is_refused_in_plain_words(
    town: Town, nothing_lost: Callable[[], None], sent: Sent
) -> None:
    page = _post(town.drafting, f"/join/{sent.question}/", sent.fields)

    assert page.status_code == 200
    assert sent.says in words(page)
    assert "<script>alert" not in page.text


@pytest.mark.parametrize("text", [text for _, text in TAKEN], ids=[name for name, _ in TAKEN])
def test_odd_but_honest_text_is_only_text(town: Town, text: str) -> None:
    before = town.drafting.get("/join/trade_name/")
    kept = town.drafting.post("/join/trade_name/", {"business_name": text})
    shown = town.drafting.get("/join/check/")
    town.drafting.post("/join/trade_name/", {"business_name": _value(before)})

    assert kept.status_code == 302
    assert text in words(shown)
    assert "<script>alert" not in shown.text and "<img src=x" not in shown.text
    assert "49" not in words(shown).split(text)[0][-10:]


def _value(page: httpx.Response) -> str:
    from lxml import html

    return str(html.fromstring(page.content).xpath("//input[@name='business_name']/@value")[0])


def _post(attacker: Attacker, path: str, fields: dict[str, Any]) -> httpx.Response:
    """Send a form whose values may be bytes that are no characters, or lists."""
    pairs = [("csrfmiddlewaretoken", attacker.token())]
    for name, values in fields.items():
        pairs += [(name, each) for each in (values if isinstance(values, list) else [values])]
    body = "&".join(
        f"{name}={quote_from_bytes(value)}"
        if isinstance(value, bytes)
        else urlencode({name: value})
        for name, value in pairs
    )
    return attacker.client.post(attacker.base + path, content=body, headers=FORM)

"""マイナンバーを届ける — asked only when a claim needs it, sealed before it leaves."""

from base64 import b64decode

import pytest
from django.conf import settings
from django.test import Client

from kyosai.doors.portal.models import Draft
from kyosai.exchange import envelope
from kyosai.exchange.messages.my_numbers import MyNumber
from tests.doors.portal import fake_core

ADDRESS, NUMBER = "/mine/my-number/", "123456789018"


@pytest.mark.parametrize(
    ("standing", "words"),
    [
        pytest.param("", "いまは必要ありません", id="請求がない"),
        pytest.param("wanted", "税の書類のほかには使いません", id="請求がある"),
        pytest.param("kept", "お預かりしています", id="もう届いている"),
    ],
)
def test_the_page_asks_only_when_a_claim_needs_it(
    hanako: Client, standing: str, words: str
) -> None:
    waiting = hanako.get(ADDRESS)
    fake_core.show({"position": fake_core.POSITION | {"my_number": standing}})

    page = hanako.get(waiting.context["refresh"]["url"]).content.decode()

    assert words in page
    assert ("name=&quot;number" in page or 'name="number"' in page) is (standing == "wanted")


def test_it_leaves_sealed_to_the_vault_and_rests_nowhere(hanako: Client) -> None:
    hanako.post(ADDRESS, {"number": "１２３４ ５６７８-９０１８"})

    (sent,) = [each.message for each in fake_core.arrived("my_number")]
    assert isinstance(sent, MyNumber)
    sealed = b64decode(sent.sealed)
    assert NUMBER not in str(sent)
    with pytest.raises(envelope.BadSeal):
        envelope.unseal(sealed, settings.KEYS["core_box.key"])
    opened = envelope.unseal(sealed, settings.KEYS["my_numbers_box.key"])
    assert opened.decode() == f"{sent.person}:{NUMBER}"
    assert not Draft.objects.filter(procedure="my_number").exists()


@pytest.mark.parametrize("given", ["", "123456789012", "12345678901", "abc", "1234567890188"])
def test_a_slip_of_the_pen_is_found_at_once(hanako: Client, given: str) -> None:
    page = hanako.post(ADDRESS, {"number": given})

    assert "number" in page.context["form"].errors
    assert not fake_core.arrived("my_number")


def test_a_company_is_never_asked(seiki: Client) -> None:
    page = seiki.get(ADDRESS)

    assert page.status_code == 302 and "by=daa" in page["Location"]

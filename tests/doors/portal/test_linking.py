"""契約をつなぐ — nine digits, and who the sign-in says is asking."""

import pytest
from django.test import Client

from kyosai.exchange.messages.linking import ContractLink
from tests.doors.portal import fake_core


def test_the_number_goes_with_the_name_and_birthday_of_the_card(hanako: Client) -> None:
    answer = hanako.post("/link/", {"contract": "０００－０００１ ９５"})

    (arrived,) = fake_core.arrived("contract_link")
    assert isinstance(arrived.message, ContractLink)
    assert arrived.message.contract == "000000195"
    assert (arrived.message.name, arrived.message.birthdate) == ("見本　花子", "1980-04-01")
    assert answer.headers["Location"].startswith("/mine/receipts/")


@pytest.mark.parametrize("given", ["", "12345678", "000000196", "あ"])
def test_what_is_no_number_is_said_at_once(hanako: Client, given: str) -> None:
    page = hanako.post("/link/", {"contract": given})

    assert page.status_code == 200
    assert "契約者番号" in page.content.decode()
    assert fake_core.arrived("contract_link") == []


def test_nobody_is_asked_who_is_not_signed_in(client: Client) -> None:
    assert client.get("/link/").status_code == 302

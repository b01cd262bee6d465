"""Answers of 見本 花子 from the first question to the last, as she types them."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

RECEIPT = b'<?xml version="1.0" encoding="UTF-8"?><notice>sample</notice>'
ANSWERS: dict[str, dict[str, Any]] = {
    "kana": {"kana": "みほん　はなこ"},
    "capacity": {"capacity": "sole_proprietor"},
    "trade": {"trade": "services"},
    "employees": {"employees": "２人"},
    "trade_name": {"business_name": "見本デザイン"},
    "opened_on": {
        "opened_on_era": "令和",
        "opened_on_y": "元",
        "opened_on_m": "５",
        "opened_on_d": "1",
    },
    "office": {"office_address": "東京都見本区見本町1-2-3"},
    "own_evidence": {"kind": "etax_receipt"},
    "premium": {"monthly_premium": "３０，０００円"},
    "not_employee": {"not_employee": "yes"},
    "one_position": {"one_position": "yes"},
    "not_in_chutaikyo": {"not_in_chutaikyo": "yes"},
    "no_cancellation": {"no_cancellation_within_year": "yes"},
    "antisocial": {"not_antisocial": "yes"},
    "contact": {"email": "ｈａｎａｋｏ＠example.jp", "phone": "０９０－００００－０００１"},
}


def answer_everything(client: Client, **changes: dict[str, Any]) -> None:
    """Answer every question; files and the bank in between."""
    for key, given in {**ANSWERS, **changes}.items():
        answered = client.post(f"/join/{key}/", given)
        assert answered.status_code == 302, (key, answered.content.decode())
    if {**ANSWERS, **changes}["own_evidence"]["kind"] == "etax_receipt":
        file = SimpleUploadedFile("jushin.xml", RECEIPT)
        assert client.post("/join/receipt-file/", {"receipt": file}).status_code == 302
    register_account(client)


def register_account(client: Client) -> None:
    """Go to the bank and come back."""
    sent = client.post("/join/account/start/")
    assert sent.status_code == 302
    assert client.get(sent["Location"].partition("8000")[2]).status_code == 302


def send(client: Client) -> Any:
    """Press the last button, on the promise the page shows."""
    page = client.get("/join/check/").content.decode()
    promised = page.partition('name="promised" value="')[2].partition('"')[0]
    return client.post("/join/check/", {"agree": "on", "promised": promised})

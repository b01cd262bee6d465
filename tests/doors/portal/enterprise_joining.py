"""Answers of 見本精機株式会社 from the first question to the last, as its representative types."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.doors.portal.joining import RECEIPT

PICTURE = b"a picture"
ANSWERS: dict[str, dict[str, Any]] = {
    "registered": {"seen": "open"},
    "kana": {"kana": "みほんせいき"},
    "trade": {"trade": "wholesale"},
    "employees": {"employees": "３０人"},
    "capital": {"capital": "１０，０００，０００円"},
    "opened_on": {
        "opened_on_era": "平成",
        "opened_on_y": "12",
        "opened_on_m": "4",
        "opened_on_d": "3",
    },
    "taxes_paid": {"taxes_paid": "yes"},
    "tax_evidence": {"kind": "pictures"},
    "premium": {"monthly_premium": "１００，０００円"},
    "not_in_arrears": {"not_in_arrears": "yes"},
    "no_cancellation": {"no_cancellation_within_year": "yes"},
    "antisocial": {"not_antisocial": "yes"},
    "conditions": {"knows_conditions": "yes"},
    "contact": {"email": "susumu@example.jp", "phone": "03-0000-0001"},
}
ALONE = ("registered", "capital")  # asked of corporations only
OF_SOLE: dict[str, dict[str, Any]] = {
    **{key: given for key, given in ANSWERS.items() if key not in ALONE},
    "office": {"office_address": "東京都架空区見本町１丁目２番３号"},
    "own_evidence": {"kind": "etax_receipt"},
    "business_income": {"has_business_income": "yes"},
}


def answer_everything(client: Client, **changes: dict[str, Any]) -> None:
    """Answer every question of a company; papers in between."""
    _answer(client, ANSWERS | changes)
    send_picture(client, "pictures")
    send_picture(client, "paper-mandate")


def answer_everything_as_sole_trader(client: Client) -> None:
    """Answer every question of a sole trader; files and the bank in between."""
    _answer(client, OF_SOLE)
    file = SimpleUploadedFile("jushin.xml", RECEIPT)
    assert client.post("/tosanboshi/join/receipt-file/", {"receipt": file}).status_code == 302
    send_picture(client, "pictures")
    sent = client.post("/tosanboshi/join/account/start/")
    assert client.get(sent["Location"].partition("8000")[2]).status_code == 302


def answer_everything_by_data(client: Client, certificate: bytes) -> None:
    """Answer every question of a company whose taxes are shown by a signed file."""
    _answer(client, ANSWERS | {"tax_evidence": {"kind": "etax_certificate"}})
    assert hand_in(client, certificate).status_code == 302
    send_picture(client, "paper-mandate")


def hand_in(client: Client, certificate: bytes) -> Any:
    """Hand in a certificate of taxes."""
    file = SimpleUploadedFile("nozei.xml", certificate)
    return client.post("/tosanboshi/join/tax-certificate/", {"certificate": file})


def send_picture(client: Client, page: str) -> None:
    """Send one picture on a page."""
    file = SimpleUploadedFile("shorui.jpg", PICTURE, "image/jpeg")
    answered = client.post(f"/tosanboshi/join/{page}/", {"picture": file})
    assert answered.status_code == 302, answered.content.decode()


def send(client: Client) -> Any:
    """Press the last button, on the promise the page shows."""
    page = client.get("/tosanboshi/join/check/").content.decode()
    promised = page.partition('name="promised" value="')[2].partition('"')[0]
    return client.post("/tosanboshi/join/check/", {"agree": "on", "promised": promised})


def _answer(client: Client, answers: dict[str, dict[str, Any]]) -> None:
    for key, given in answers.items():
        answered = client.post(f"/tosanboshi/join/{key}/", given)
        assert answered.status_code == 302, (key, answered.content.decode())

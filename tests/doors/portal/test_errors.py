"""直していただきたいところ — every error leads to its control, and the control tells it aloud."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html

from tests.doors.portal import joining

ANONYMOUS = (
    "/check/?asked=capacity",
    "/check/?capacity=sole_proprietor&trade=retail&asked=employees&employees=abc",
    "/estimate/?premium=999&income=abc",
    "/planner/?premium=1",
)
SIGNED_IN: tuple[tuple[str, dict[str, Any]], ...] = (
    ("/join/kana/", {"kana": "abc"}),
    ("/join/capacity/", {}),
    ("/join/opened_on/", {"opened_on_y": "2030", "opened_on_m": "2", "opened_on_d": "30"}),
    ("/join/antisocial/", {}),
    ("/join/contact/", {"email": "hanako", "phone": "123"}),
    ("/join/receipt-file/", {"receipt": SimpleUploadedFile("x.xml", b"no")}),
    ("/join/check/", {}),
    ("/change-account/", {"kana": ""}),
)


@pytest.mark.parametrize("address", ANONYMOUS)
def test_an_error_before_signing_in_leads_to_its_control(
    client: Client, db: object, address: str
) -> None:
    _check(client.get(address).content)


@pytest.mark.parametrize(("address", "given"), SIGNED_IN, ids=lambda part: str(part)[:30])
def test_an_error_while_joining_leads_to_its_control(
    hanako: Client, address: str, given: dict[str, Any]
) -> None:
    joining.answer_everything(hanako)

    _check(hanako.post(address, given).content)


def _check(content: bytes) -> None:
    page = html.fromstring(content)
    links = page.xpath("//*[@role='alert']//a[starts-with(@href, '#')]")
    assert links, "no error is a link"
    for link in links:
        (control,) = page.xpath("//*[@id=$id]", id=link.get("href")[1:])
        told = control.xpath("ancestor-or-self::*[@aria-describedby]")
        assert told, f"nothing describes {link.get('href')}"
        described = told[-1].get("aria-describedby").split()
        words = [page.xpath("string(//*[@id=$id])", id=each) for each in described]
        assert link.text_content().strip() in " ".join(words)

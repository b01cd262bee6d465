"""分割の残りをまとめて受け取る — a reason, a day, papers; sent once with its promise."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kyosai.exchange.messages.instalments import RestClaim
from tests.doors.portal import fake_core

ADDRESS = "/mine/rest-at-once/"
GIVEN = {
    "reason": "home_damaged", "happened_on_era": "ad", "happened_on_y": "2026",
    "happened_on_m": "9", "happened_on_d": "15",
}  # fmt: skip


def test_it_is_sent_with_its_papers_and_promise(hanako: Client) -> None:
    paper = SimpleUploadedFile("risai.jpg", b"a picture", content_type="image/jpeg")

    page = hanako.post(ADDRESS, GIVEN | {"picture_1": paper}, follow=True)

    (arrived,) = fake_core.arrived("rest_claim")
    assert isinstance(arrived.message, RestClaim)
    assert (arrived.message.reason, arrived.message.happened_on) == ("home_damaged", "2026-09-15")
    assert len(arrived.message.attachments) == 1
    assert "お約束の日" in page.content.decode()


def test_without_a_paper_nothing_is_sent(hanako: Client) -> None:
    page = hanako.post(ADDRESS, GIVEN)

    assert "picture_1" in page.context["form"].errors and not fake_core.arrived("rest_claim")

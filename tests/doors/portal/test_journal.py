"""帳簿の控え — the journal's digests, as the core told them, for anybody to keep."""

from django.test import Client

from kyosai.exchange import shelf
from kyosai.exchange.messages.outbound import JournalHead
from tests.exchange.internet.test_postbox import brought, number


def keep(place: int, *, at: str, key: str = "core_sign.key") -> None:
    head = JournalHead(number=place, digest=f"{place:064x}", at=at)
    shelf.store([brought(head, number=number(place), key=key)])


def test_a_day_is_shown_by_its_last_digest(client: Client, db: object) -> None:
    keep(1, at="2026-12-24T23:50:00+09:00")
    keep(2, at="2026-12-24T23:55:00+09:00")
    keep(3, at="2026-12-25T00:00:00+09:00")

    page = client.get("/journal/").content.decode()

    assert f"{3:064x}" in page and f"{2:064x}" in page and f"{1:064x}" not in page
    assert "2026年12月24日（木）23:55" in page


def test_the_digests_are_given_as_text_to_keep(client: Client, db: object) -> None:
    keep(2, at="2026-12-24T23:55:00+09:00")

    answer = client.get("/journal/heads.txt")

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode() == f"2 {2:064x} 2026-12-24T23:55:00+09:00\n"


def test_before_the_first_digest_the_page_says_so(client: Client, db: object) -> None:
    assert "まだありません" in client.get("/journal/").content.decode()


def test_a_digest_the_core_did_not_sign_is_not_shown(client: Client, db: object) -> None:
    keep(1, at="2026-12-24T23:50:00+09:00", key="portal_sign.key")

    assert f"{1:064x}" not in client.get("/journal/").content.decode()

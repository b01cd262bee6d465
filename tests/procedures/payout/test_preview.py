"""送る前の見込み — the page shows what the decision will say, by the same functions."""

from datetime import date, datetime
from typing import Any

import pytest

from kyosai.exchange.messages import plain
from kyosai.exchange.messages.claims import Claim
from kyosai.exchange.messages.views import ViewRequest
from kyosai.procedures.payout import preview
from kyosai.records.benefits import reads as benefits
from tests.procedures.payout import claimants
from tests.procedures.payout.claimants import AT, cancelled, claimed, holder, send

pytestmark = pytest.mark.django_db
NOW = datetime.fromisoformat(AT + "+09:00")


def asked(view: str, argument: str = "", *, serial: int = 1) -> dict[str, Any]:
    """Return what the core would lay out for a request of this person's."""
    request = ViewRequest(
        view=view,  # type: ignore[arg-type]
        person=str(claimants.person(serial)),
        argument=argument,
        reply_key="",
        asked_at=NOW.isoformat(),
    )
    return preview._payload(request, party=claimants.party(serial), at=NOW)


def effect(message: Claim) -> dict[str, Any]:
    return asked("claim_effect", f"{message.kind} {plain.to_json(message).decode()}")


def test_the_check_shows_what_the_award_will_say() -> None:
    contract = holder()
    shown = effect(claimed())

    send(claimed())

    (award,) = benefits.of_contract(contract)
    assert (shown["gross"], shown["net"]) == (award.gross.amount, award.net.amount)
    assert len(shown["why"]) == len(award.explanation)
    assert shown["due_at"].startswith("2026-11-06T15:00")


def test_a_cancellation_is_shown_beside_its_alternatives() -> None:
    holder()

    shown = effect(cancelled())

    assert shown["until"].startswith("2026-10-30T13:20")
    assert [each["key"] for each in shown["choices"]] == [
        "today", "next_year", "loan", "lower", "closed", "old_age",
    ]  # fmt: skip
    assert shown["choices"][0]["yen"] == shown["gross"]


def test_the_awards_show_the_payment_and_the_papers() -> None:
    contract = holder()
    send(claimed())

    (award,) = asked("award")["awards"]

    assert award["number"] == benefits.of_contract(contract)[0].number
    assert award["payment"]["state"] == "ordered"
    assert [paper["number"][0] for paper in award["papers"]] == ["T"]


def test_another_person_sees_none_of_it() -> None:
    holder()
    holder(2)
    send(claimed())

    assert asked("award", serial=2) == {"awards": []}


def test_what_is_divided_is_shown_by_the_payment() -> None:
    holder(yen=30_000)

    shown = effect(claimed(way="mixed", divided=3_000_000, years=15))

    assert (shown["each"], shown["times"], shown["first"]) == (36_000, 90, "2026-11")
    assert shown["net"] == shown["gross"] - 3_000_000


def test_too_little_is_not_divided() -> None:
    holder()
    message = claimed(way="divided", years=10)

    assert send(message).status == "failed"


def test_what_comes_to_nothing_needs_no_account() -> None:
    holder(months=5, formed_on=date(2026, 6, 1), account=False)

    shown = effect(cancelled())

    assert (shown["net"], shown["account"]) == (0, "")
    assert "12か月以上" in shown["why_nothing"]

"""What a person asks to see of their payouts is laid out by the core, sealed to their session."""

from base64 import b64encode
from datetime import datetime
from typing import Any

import pytest
from nacl.public import PrivateKey

from kyosai.doors import postroom, today
from kyosai.exchange.messages import plain
from kyosai.exchange.messages.views import ViewRequest
from tests.procedures.applications import kept
from tests.procedures.collection import world
from tests.procedures.payout import claimants
from tests.procedures.payout.claimants import AT, cancelled, claimed, holder, send

pytestmark = pytest.mark.django_db
NOW = datetime.fromisoformat(AT + "+09:00")


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(today, "now", lambda: NOW)


def laid_out(view: Any, argument: str) -> int:
    """Ask, and return how many answers wait to be brought."""
    request = ViewRequest(
        view=view,
        person=str(claimants.person(1)),
        argument=argument,
        reply_key=b64encode(bytes(PrivateKey.generate().public_key)).decode(),
        asked_at=NOW.isoformat(),
    )
    before = waiting()
    postroom.hand_over(kept(request, fetched_at=NOW))
    return waiting() - before


def waiting() -> int:
    ((count,),) = world.run("SELECT count(*) FROM exchange_outgoing WHERE kind = 'view'")
    return int(count)


@pytest.mark.parametrize("view", ["claimable", "claim_effect", "award", "document"])
def test_each_view_is_answered_once(view: str) -> None:
    holder()
    message = cancelled()
    argument = {
        "claimable": "skk",
        "claim_effect": f"{message.kind} {plain.to_json(message).decode()}",
        "award": "",
        "document": "A-00000001-95",
    }[view]

    assert laid_out(view, argument) == 1


def test_the_paper_of_an_award_is_written_when_it_is_asked_for() -> None:
    holder()
    send(claimed())
    ((number,),) = world.run("SELECT number FROM award")

    laid_out("document", number)

    assert world.run("SELECT kind, number FROM document_use") == [("award_notice", number)]

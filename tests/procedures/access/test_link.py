"""Linking a contract of long ago: the card must say who the contract says, and tries are few."""

from dataclasses import replace
from datetime import date, time, timedelta
from uuid import UUID, uuid4, uuid5

import pytest
from django.db import DatabaseError

from kyosai.basis import tokyo
from kyosai.exchange.messages.linking import ContractLink
from kyosai.procedures.access import link
from kyosai.records.notices import reads as notices
from kyosai.records.parties import reads as parties
from tests.procedures.applications import kept
from tests.procedures.collection import world

pytestmark = pytest.mark.django_db
NOW = tokyo.at(date(2026, 11, 24), time(21))


@pytest.fixture
def contract() -> str:
    """A holder taken over from before, whom nobody in the portal is yet."""
    number = world.holder(1, applied_on=date(2026, 10, 20))
    world.run("UPDATE party SET is_taken_over = true")
    return number


def wish(contract: str) -> ContractLink:
    return ContractLink(
        person=str(uuid4()),
        scheme="skk",
        received_at=NOW.isoformat(),
        receipt="U-1",
        contract=contract,
        name="見本 花子",
        birthdate="1980-04-01",
        corporate_number="",
        email="",
        agreed_digest="0" * 64,
    )


def linked(message: ContractLink) -> str:
    return str(link.link(kept(message, fetched_at=NOW), at=NOW))


def test_name_and_birthday_of_the_card_open_the_contract(contract: str) -> None:
    message = wish(contract)

    status = linked(message)

    party = parties.of_person(UUID(message.person))
    assert status == "linked"
    assert party == uuid5(world.SPACE, "party 1")
    assert [each.title for each in notices.inbox(party)] == ["契約をつなぎました"]


@pytest.mark.parametrize(
    "wrong", [{"name": "見本 太郎"}, {"birthdate": "1980-04-02"}, {"scheme": "tosanboshi"},
              {"contract": "000000293"}, {"corporate_number": "9999901000008"}],
)  # fmt: skip
def test_whatever_does_not_fit_opens_nothing(contract: str, wrong: dict[str, str]) -> None:
    message = replace(wish(contract), **wrong)

    assert linked(message) == "not_linked"
    assert parties.of_person(UUID(message.person)) is None


def test_once_linked_nobody_else_gets_it(contract: str) -> None:
    linked(wish(contract))

    assert linked(replace(wish(contract), receipt="U-2")) == "not_linked"


def test_whoever_joined_through_the_portal_cannot_be_taken(contract: str) -> None:
    world.run("UPDATE party SET is_taken_over = false")

    assert linked(wish(contract)) == "not_linked"


def test_after_five_tries_a_day_the_right_number_does_not_help(contract: str) -> None:
    message = wish(contract)
    for number in range(5):
        linked(replace(message, contract="000000293", receipt=f"U-{number}"))

    assert linked(replace(message, receipt="U-9")) == "not_linked"


def test_the_next_day_one_may_try_again(contract: str) -> None:
    message = wish(contract)
    for number in range(5):
        linked(replace(message, contract="000000293", receipt=f"U-{number}"))

    later = NOW + timedelta(days=1)
    status = link.link(kept(replace(message, receipt="U-9"), fetched_at=later), at=later)

    assert status == "linked"


@pytest.mark.parametrize("table", ["party_link", "party_link_try"])
def test_what_was_tried_is_kept_for_ever(contract: str, table: str) -> None:
    linked(wish(contract))

    with pytest.raises(DatabaseError):
        world.run(f"DELETE FROM {table}")

"""マイナンバーの届け出 — kept for a claim that asks for it, never read on the way."""

from base64 import b64encode
from uuid import UUID

import pytest
from django.conf import settings

from kyosai.exchange import envelope
from kyosai.exchange.messages.my_numbers import MyNumber
from kyosai.procedures.access import my_number
from kyosai.records.my_numbers import reads as vault
from kyosai.records.notices import reads as notices
from kyosai.records.parties import reads as parties
from tests.procedures.applications import NOW, application, kept, received
from tests.records.my_numbers.test_vault import NUMBER, case_about

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> str:
    sent = application()
    received(sent)
    return sent.person


def party_of(person: str) -> UUID:
    found = parties.of_person(UUID(person))
    assert found is not None
    return found


def sent(person: str) -> str:
    box = envelope.seal(f"{person}:{NUMBER}".encode(), settings.KEYS["my_numbers_box.pub"])
    return kept(MyNumber(person, NOW.isoformat(), "U-00000009-71", b64encode(box).decode()))


def test_without_a_claim_nothing_is_kept(person: str) -> None:
    status = my_number.receive(sent(person), at=NOW)

    assert status == "failed"
    assert not vault.is_kept(party_of(person))
    titles = [line.title for line in notices.inbox(party_of(person))]
    assert "マイナンバーは預かっていません" in titles


def test_a_claim_asks_for_the_number_and_keeps_it(person: str) -> None:
    party = party_of(person)
    case_about(party)
    asked = my_number.standing(party)

    status = my_number.receive(sent(person), at=NOW)

    assert (asked, status) == ("wanted", "kept")
    assert my_number.standing(party) == "kept"


def test_the_other_scheme_never_asks(person: str) -> None:
    case_about(party_of(person), flow="tosanboshi.cancellation")

    assert my_number.standing(party_of(person)) == ""

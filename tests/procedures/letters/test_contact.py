"""X06: whom nothing reaches is one task, letters wait, and the person puts the address right."""

from datetime import timedelta
from uuid import UUID

import pytest

from kyosai.exchange.messages.contact import ContactChange
from kyosai.procedures.access import contact as shown
from kyosai.procedures.letters import answers, contact
from kyosai.records.letters import reads
from kyosai.records.notices import contact as contacts
from kyosai.records.notices import reads as notices
from kyosai.records.parties import reads as parties
from tests.procedures.applications import kept
from tests.procedures.collection import world
from tests.procedures.letters import printing
from tests.procedures.letters.test_packs import EVENING, holder, in_turn, on_paper, tell, ways

pytestmark = pytest.mark.django_db
BACK_ON = (EVENING + timedelta(days=3)).date()


def cases() -> list[tuple[str, bool]]:
    return world.run("SELECT desk, is_closed FROM case_file ORDER BY number")


def come_back(*serials: int, name: str = "R-1.csv") -> bool:
    content = printing.came_back(*serials, on=BACK_ON)
    return answers.keep(name, content=content, at=EVENING)


def changed(party: UUID, **facts: str) -> str:
    given = {
        "address": "〒000-0000 東京都架空区新町1丁目",
        "email": "new@example.test",
        "phone": "0300000000",
        "way": "paper",
        "terms_version": "2026-11-25",
    }
    message = ContactChange(
        person=str(parties.person_of(party)),
        received_at=EVENING.isoformat(),
        receipt="U-00000007-77",
        **(given | facts),
    )
    return str(contact.change(kept(message, fetched_at=EVENING), at=EVENING))


def test_two_letters_that_come_back_are_one_task_for_one_person() -> None:
    party = on_paper()
    for key in ("a", "b"):
        tell(party, key=key)
    printing.posted(at=EVENING)

    read = [come_back(*in_turn(2)), come_back(*in_turn(2), name="R-2.csv")]

    assert read == [True, False], "what came back is not taken twice"
    assert cases()[0] == ("letters", False)
    assert len(world.run("SELECT 1 FROM case_file WHERE flow = 'letters.contact'")) == 1


def test_letters_wait_and_a_mail_goes_until_the_address_is_right() -> None:
    party = on_paper()
    tell(party)
    printing.posted(at=EVENING)
    come_back(*in_turn())

    tell(party, key="b")
    packed = printing.packed(at=EVENING + timedelta(days=10))

    assert packed == []
    assert (reads.held_back(), ways()) == (1, (2, 1, 2))
    told = shown.reached(contacts.standing(party))
    assert told == {"way": "paper", "troubles": ["paper"], "waiting": 1}


def test_the_right_address_sends_again_once_and_ends_the_task() -> None:
    party = on_paper()
    tell(party)
    printing.posted(at=EVENING)
    come_back(*in_turn())

    status = changed(party)

    assert status == "noted" and cases() == [("letters", True)]
    assert notices.inbox(party)[0].title == "連絡先を変えました"
    (name,) = printing.packed(at=EVENING + timedelta(days=10))
    addresses = {address for (address,) in world.run("SELECT address FROM letter_line")}
    assert "〒000-0000 東京都架空区新町1丁目" in addresses
    assert len(reads.in_pack(name)) == 2, "the letter that came back, and the word of the change"
    assert reads.returned_of(party) == []


def test_a_mail_that_comes_back_for_good_turns_into_a_letter_and_a_task() -> None:
    party = holder()
    tell(party)

    for _ in range(2):
        contact.bounced("a", at=EVENING)
    tell(party, key="b")

    assert ways() == (2, 1, 2), "no mail goes to an address that is gone"
    assert cases() == [("letters", False)]
    assert notices.waiting_mail(9) == []


def test_who_is_nobody_here_changes_nothing() -> None:
    party = holder()
    world.run("UPDATE party SET portal_person = gen_random_uuid() WHERE id <> %s", [str(party)])
    message = ContactChange(
        "00000000-0000-4000-8000-000000000009", EVENING.isoformat(), "U-00000007-77",
        "東京都架空区", "a@example.test", "0300000000", "paper", "2026-11-25",
    )  # fmt: skip

    assert contact.change(kept(message, fetched_at=EVENING), at=EVENING) == "refused"


def test_a_return_of_a_letter_that_was_never_posted_is_refused_whole() -> None:
    tell(on_paper())
    printing.posted(at=EVENING)
    tell(on_paper(2), key="b")

    assert not come_back(*in_turn(2))

    ((_, _, why),) = reads.refused_answers()
    assert why.startswith("3件目「発送していない手紙」を読めません")
    assert reads.are_returned(in_turn(2)) == set()

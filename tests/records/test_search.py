"""人をさがす — what a caller says is found however it is written, and only behind the wall."""

from uuid import UUID

import pytest
from django.db import connection

from kyosai.records.parties import reads as parties
from kyosai.records.parties import search, search_keys
from kyosai.schemes import both
from tests.procedures.applications import application, named, received
from tests.procedures.enterprises import REGISTERED, company

pytestmark = pytest.mark.django_db

WRITTEN = [
    "ギャラリー　ショウ",
    "ｷﾞｬﾗﾘｰ ｼｮｳ",
    "ぎゃらりーしょう",
    "キヤラリシヨウ",
    "ギャラリ-・ショウ",
]


@pytest.mark.parametrize("reading", WRITTEN)
def test_a_reading_is_the_same_however_it_is_written(reading: str) -> None:
    assert search_keys.of_kana(reading) == "キヤラリシヨウ"


@pytest.mark.parametrize(
    "reading", [*WRITTEN, "ヴァヷヸヹヺヵヶ", "がぎぐ゛゜ぱゔゕゖ", "abc xyz.'é", search_keys.FROM]
)
def test_the_database_computes_the_same_key(reading: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT kana_key(%s), phone_key(%s)", [reading, "03-0000 (0001)"])
        found = cursor.fetchone()

    assert found == (search_keys.of_kana(reading), "0300000001")


def joined(kana: str, birthdate: str) -> UUID:
    sent = application(identity=named(kana=kana, birthdate=birthdate))
    received(sent)
    party = parties.of_person(UUID(sent.person))
    assert party is not None
    return party


def test_a_beginning_finds_everybody_whose_reading_begins_so() -> None:
    jo, cho = joined("ジョウ ハナコ", "1980-01-02"), joined("チョウ ハナコ", "1980-01-03")

    found = search.by_kana("しよう", schemes=both.SCHEMES)

    assert found.parties == (jo,) and cho not in found.parties and not found.is_cut


def test_more_than_a_page_is_cut_and_said() -> None:
    for day in range(1, 13):
        joined("レイジ タロウ", f"1980-01-{day:02d}")

    found = search.by_kana("レイジ", schemes=both.SCHEMES)

    assert (len(found.parties), found.is_cut) == (search.MOST, True)


def test_the_phone_is_found_whole_and_only_behind_the_wall() -> None:
    person, firm = application(), company()
    received(person), received(firm, evidence=REGISTERED)
    known = parties.of_person(UUID(firm.person))
    phone = firm.contact.phone

    own = search.by_phone(phone, schemes={"tosanboshi"})
    other = search.by_phone(phone, schemes={"skk"})
    part = search.by_phone(phone[:-1], schemes=both.SCHEMES)

    assert known in own.parties and known not in other.parties and part.parties == ()

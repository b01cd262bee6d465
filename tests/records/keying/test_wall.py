"""委託先の壁 — each company signs in as itself and tries to read past what is lent to it."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import connections

from kyosai.records.keying import lending, reads, wall, writes
from kyosai.records.keying.lending import LeaseOver, NothingLent
from kyosai.records.keying.writes import Snippet
from kyosai.records.officers import writes as officers
from tests.procedures.collection import world

DUE = datetime.fromisoformat("2026-10-05T17:00:00+09:00")
FORM = "K-00000001-95"
NAME = Snippet("name", "person", "氏名", "", "text", b"picture of a name")
PREMIUM = Snippet("premium", "money", "掛金月額", "", "yen", b"picture of an amount")
READERS = (("aoi", "a"), ("haru", "a"), ("rin", "b"), ("sora", "b"))


@pytest.fixture(scope="module")
def staffed(shared_db: str) -> Iterator[str]:
    """Two readers of each company; yield the address of the house's database."""
    for username, company in READERS:
        officers.appoint(
            username, display_name=username, duty=wall.duty_of(company), password=None,
            by=world.appointed_by(),
        )  # fmt: skip
    yield shared_db
    for company in wall.COMPANIES:
        connections[wall.role_of(company)].close()


@pytest.fixture
def readers(staffed: str) -> Iterator[str]:
    """Lay a form of two boxes out; yield its case, and destroy it afterwards."""
    form = f"K-{uuid4().hex[:8]}"
    writes.place(form, [NAME, PREMIUM], title="加入の申込書", due_at=DUE)
    yield form
    writes.forget(form)


@contextmanager
def signed_in(company: str) -> Iterator[psycopg.Connection]:
    """Sign in to the database as a company does, with whatever client it likes."""
    to = connections[wall.role_of(company)].settings_dict
    with psycopg.connect(
        host=to["HOST"], dbname=to["NAME"], user=to["USER"], password=to["PASSWORD"],
        autocommit=True,
    ) as connection:  # fmt: skip
        yield connection


def lent_of(field: Snippet, company: str, *workers: str) -> tuple[UUID, str]:
    """Lend until the picture of a field is held by one of these workers."""
    for worker in workers:
        lent = lending.take(company, worker=worker)
        if lent.label == field.label:
            return lent.id, worker
    raise AssertionError(f"nobody was lent {field.label}")


def refused() -> int:
    """Count what the wall has turned away so far."""
    return sum(each.refused for each in reads.work())


def test_a_reader_sees_one_box_and_hands_in_what_it_says(readers: str) -> None:
    lent = lending.take("a", worker="aoi")

    shown = lending.picture("a", lease=lent.id, worker="aoi")
    lending.give("a", lease=lent.id, worker="aoi", value="見本", is_unreadable=False)

    assert shown in (NAME.picture, PREMIUM.picture)
    assert [each.value for both in reads.readings(readers).values() for each in both] == ["見本"]
    assert lending.tally("a", worker="aoi")[0] >= 1


def test_a_page_opened_again_shows_the_same_box(readers: str) -> None:
    assert lending.take("a", worker="aoi") == lending.take("a", worker="aoi")


def test_who_has_seen_the_name_is_never_lent_the_amount(readers: str) -> None:
    lent = lending.take("a", worker="aoi")
    lending.give("a", lease=lent.id, worker="aoi", value="見本", is_unreadable=False)

    with pytest.raises(NothingLent):
        lending.take("a", worker="aoi")
    assert lending.take("a", worker="haru").label != lent.label


def test_one_company_does_not_read_a_box_twice(readers: str) -> None:
    lease, worker = lent_of(NAME, "a", "aoi", "haru")
    other = {"aoi": "haru", "haru": "aoi"}[worker]
    lending.give("a", lease=lease, worker=worker, value="見本", is_unreadable=False)

    with suppress(NothingLent):  # the other may have seen the amount's side already
        assert lending.take("a", worker=other).label == PREMIUM.label
    assert lent_of(NAME, "b", "rin", "sora")
    assert reads.ready() == []


def test_two_readers_of_a_company_are_not_lent_the_same(readers: str) -> None:
    first, second = (lending.take("a", worker=worker) for worker in ("aoi", "haru"))

    assert first.label != second.label


def test_two_readers_of_a_company_divide_a_form_between_them(readers: str) -> None:
    more = [replace(each, field=f"{each.field}_{n}") for each in (NAME, PREMIUM) for n in range(5)]
    writes.place(readers, more, title="加入の申込書", due_at=DUE)

    first, second = (lending.take("a", worker=worker) for worker in ("aoi", "haru"))

    assert {first.label, second.label} == {NAME.label, PREMIUM.label}


def test_a_form_is_ready_when_both_companies_have_read_every_box(readers: str) -> None:
    for worker, company in READERS:
        lent = lending.take(company, worker=worker)
        lending.give(company, lease=lent.id, worker=worker, value="1", is_unreadable=False)

    found = reads.readings(readers)

    assert reads.ready() == [readers]
    assert {each.company for each in found["name"]} == {"甲社", "乙社"}


@pytest.mark.parametrize("asks", ["guessed", "of a colleague", "of the other company", "expired"])
def test_a_picture_comes_out_for_its_own_lease_alone(readers: str, asks: str) -> None:
    lent, before = lending.take("a", worker="aoi"), refused()
    company, lease, worker = {
        "guessed": ("a", uuid4(), "aoi"),
        "of a colleague": ("a", lent.id, "haru"),
        "of the other company": ("b", lent.id, "rin"),
        "expired": ("a", lent.id, "aoi"),
    }[asks]
    if asks == "expired":
        _let_it_expire()

    for ask in (
        lambda: lending.picture(company, lease=lease, worker=worker),
        lambda: lending.give(company, lease=lease, worker=worker, value="x", is_unreadable=False),
    ):
        with pytest.raises(LeaseOver):
            ask()
    assert reads.readings(readers) == {}
    assert refused() - before == 2


def test_an_expired_box_is_lent_to_somebody_else(readers: str) -> None:
    lent = lending.take("a", worker="aoi")
    _let_it_expire()

    assert lending.take("a", worker="haru").label in (NAME.label, PREMIUM.label)
    assert lending.take("a", worker="aoi").id != lent.id


@pytest.mark.parametrize("worker", ["rin", "nobody", "' OR true --"])
def test_a_company_cannot_read_in_the_name_of_others(readers: str, worker: str) -> None:
    with pytest.raises(NothingLent):
        lending.take("a", worker=worker)


PAST_THE_WALL = {
    "every snippet": "SELECT picture FROM keying.snippet",
    "what the other company read": "SELECT value FROM keying.reading",
    "whose lease is whose": "SELECT * FROM keying.lease",
    "the journal of tries": "SELECT * FROM keying.journal",
    "both readings": f"SELECT * FROM keying.readings('{FORM}')",
    "a box by the form": f"SELECT keying.cut('{FORM}', 'name')",
    "which forms are there": "SELECT keying.ready()",
    "whole pictures": "SELECT content FROM public.document",
    "contracts": "SELECT * FROM public.contract",
    "names": "SELECT name FROM public.party_particulars",
    "the case with all its values": "SELECT filing FROM public.case_file",
    "other staff": "SELECT * FROM public.officer",
    "individual numbers": "SELECT * FROM my_numbers.kept",
    "a reading in the other's name": (
        "INSERT INTO keying.reading SELECT id, 'b', 'rin', 'x', false, 1 FROM keying.snippet"
    ),
    "a longer lease": "UPDATE keying.lease SET until = 'infinity'",
    "another role": "SET ROLE kyosai_vendor_b",
    "the owner of the wall": "SET ROLE kyosai_keying",
    "the house": "SET SESSION AUTHORIZATION kyosai_core_app",
    "a table of its own": "CREATE TABLE keying.mine (x int)",
    "the files of the server": "COPY (SELECT 1) TO PROGRAM 'true'",
}


@pytest.mark.parametrize("statement", PAST_THE_WALL.values(), ids=PAST_THE_WALL)
def test_a_company_reads_nothing_past_the_wall(readers: str, statement: str) -> None:
    lending.take("a", worker="aoi")

    with signed_in("a") as company, pytest.raises(psycopg.errors.InsufficientPrivilege):
        company.execute(statement)


def test_no_setting_makes_one_company_the_other(readers: str) -> None:
    lease, worker = lent_of(NAME, "b", "rin", "sora")

    with signed_in("a") as company:
        for name in ("keying.company", "kyosai.company", "application_name", "search_path"):
            company.execute("SELECT set_config(%s, 'b', false)", [name])
        told = company.execute("SELECT keying.picture(%s, %s)", [lease, worker]).fetchone()

    assert told == (None,)


def test_the_house_cannot_read_in_a_companys_name(readers: str, staffed: str) -> None:
    with (
        psycopg.connect(staffed) as house,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        house.execute("SELECT keying.take('aoi')")


def test_what_is_settled_is_destroyed(readers: str) -> None:
    lent = lending.take("a", worker="aoi")
    lending.give("a", lease=lent.id, worker="aoi", value="見本", is_unreadable=False)

    writes.forget(readers)

    with pytest.raises(NothingLent):
        lending.take("b", worker="rin")
    assert reads.picture(readers, field="name") is None
    assert [each.value for both in reads.readings(readers).values() for each in both] == [""]
    assert reads.work()[0].readings >= 1


def _let_it_expire() -> None:
    """Let five minutes pass, which only the server's superuser can do."""
    to = connections["default"].settings_dict
    with psycopg.connect(
        host=to["HOST"], dbname=to["NAME"], user="postgres", password="test"
    ) as clock:
        clock.execute("UPDATE keying.lease SET until = clock_timestamp()")

"""Two officers of the treasury release a file by its digest; the database counts them, too."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from kyosai.basis import fingerprint
from kyosai.basis.refusal import Refused
from kyosai.procedures.collection import approve, plan, request
from kyosai.records.premiums import approvals, blocks, files
from tests.procedures.collection import world
from tests.procedures.collection.world import cycle, holder, treasurer

pytestmark = pytest.mark.django_db
DECEMBER = cycle("2026-12")
NAME = "Z91-skk-agency-2026-12-18-01.dat"
AT = DECEMBER.build_at + timedelta(minutes=1)


@pytest.fixture
def digest() -> str:
    """A file that waits, and its digest."""
    return built()


def built() -> str:
    holder(1, applied_on=date(2026, 11, 24))
    plan.plan(DECEMBER, at=DECEMBER.build_at)
    request.build(DECEMBER.key, at=DECEMBER.build_at)
    (file,) = approvals.waiting()
    for name in world.OFFICERS:
        treasurer(name)
    return file.digest


def test_one_approval_is_not_enough_and_two_are(digest: str) -> None:
    left = [
        (approve.approve(NAME, digest=digest, officer=who, at=AT), files.to_hand_over())
        for who in world.OFFICERS
    ]

    assert left == [(1, []), (0, [NAME])]


def test_no_officer_approves_twice(digest: str) -> None:
    approve.approve(NAME, digest=digest, officer="makoto", at=AT)

    with pytest.raises(approve.ApprovedBefore):
        approve.approve(NAME, digest=digest, officer="makoto", at=AT)


def test_another_digest_is_another_file(digest: str) -> None:
    with pytest.raises(approve.NotTheSame, match="違います"):
        approve.approve(NAME, digest="0" * 64, officer="makoto", at=AT)


def test_only_the_treasury_approves(digest: str) -> None:
    world.officer("satoshi", duty="approver")

    with pytest.raises(approve.NotAtTheTreasury):
        approve.approve(NAME, digest=digest, officer="satoshi", at=AT)


def test_nobody_approves_what_the_bank_takes_no_more(digest: str) -> None:
    with pytest.raises(approve.TooLate, match="次の回"):
        approve.approve(NAME, digest=digest, officer="makoto", at=DECEMBER.hand_in_by)


def test_nothing_is_left_to_approve_in_a_file_that_left(digest: str) -> None:
    world.hand_over(at=AT)

    with pytest.raises(approve.NothingToApprove):
        approve.approve(NAME, digest=digest, officer="makoto", at=AT)


def test_whoever_made_a_file_does_not_approve_it() -> None:
    holder(1, applied_on=date(2026, 11, 24))
    world.build(DECEMBER)
    treasurer("kaoru")
    name = "Z91-skk-agency-2026-12-18-02.dat"
    kept = {"cycle": DECEMBER.key, "part": 2, "content": b"by hand"}
    digest = fingerprint.digest(b"by hand")
    files.keep(name, **kept, digest=digest, records=1, yen=1, at=AT, made_by="kaoru")

    with pytest.raises(approve.MadeIt):
        approve.approve(name, digest=digest, officer="kaoru", at=AT)
    with pytest.raises(DatabaseError, match="whoever made a file"), transaction.atomic():
        approvals.approve(name, digest=digest, officer="kaoru", at=AT)


INSERT = "INSERT INTO debit_file_approval (file_id, officer, digest, at) VALUES (%s, %s, %s, now())"


@pytest.mark.parametrize(
    ("officer", "digest_of", "match"),
    [
        ("makoto", "0" * 64, "the digest is not that of the file"),
        ("nobody", "", "only an officer of the treasury"),
        ("examiner", "", "only an officer of the treasury"),
    ],
)
def test_the_database_itself_refuses_an_approval_that_is_none(
    digest: str, officer: str, digest_of: str, match: str
) -> None:
    world.officer("examiner", duty="examiner")

    with pytest.raises(DatabaseError, match=match):
        world.run(INSERT, [NAME, officer, digest_of or digest])


def test_the_database_itself_lets_no_file_leave_with_one_approval(digest: str) -> None:
    approve.approve(NAME, digest=digest, officer="makoto", at=AT)

    with pytest.raises(DatabaseError, match="two officers have to approve it first"):
        request.received(NAME, receipt="B-1", at=AT)


def test_the_database_itself_shows_the_bytes_of_no_file_that_is_not_approved(digest: str) -> None:
    approve.approve(NAME, digest=digest, officer="makoto", at=AT)

    assert world.run("SELECT count(*) FROM debit_file_released") == [(0,)]
    with pytest.raises(DatabaseError, match="permission denied"):
        world.run("SELECT content FROM debit_file_content")


def test_the_database_itself_keeps_no_bytes_under_another_digest(digest: str) -> None:
    with pytest.raises(DatabaseError, match="content_has_its_digest"):
        world.run(
            "INSERT INTO debit_file_content (file_id, digest, content) VALUES ('x', %s, 'y')",
            [digest],
        )


def test_the_block_is_shown_beside_plan_and_dues(digest: str) -> None:
    block = blocks.of_file(NAME)

    assert block is not None
    assert (block.records, block.yen) == (block.planned, block.planned_yen) == (1, 20_000)
    assert (block.dues, block.dues_yen, block.surcharges_yen) == (2, 20_000, 0)
    assert block.is_even


def test_a_block_that_differs_from_the_plan_is_not_even(digest: str) -> None:
    world.run("UPDATE debit_request SET yen = yen + 1")

    block = blocks.of_file(NAME)

    assert block is not None
    assert not block.is_even


def test_a_missing_approval_is_one_case_however_often_we_look(digest: str) -> None:
    soon = DECEMBER.hand_in_by - timedelta(minutes=15)

    opened = [len(approve.remind(at=at)) for at in (soon - timedelta(seconds=1), soon, soon)]

    assert opened == [0, 1, 0]


def test_what_lapses_waits_for_the_next_cycle_once(digest: str) -> None:
    lapsed = [approve.let_lapse(at=DECEMBER.hand_in_by) for _ in range(2)]

    assert lapsed == [[NAME], []]
    assert world.run("SELECT count(*) FROM premium_arrear") == [(2,)]
    row = world.standing(DECEMBER)
    assert row is not None
    assert row.settled_at == DECEMBER.hand_in_by


def test_every_refusal_says_what_to_do_next() -> None:
    reasons = [
        each.reason for each in Refused.__subclasses__() if each.__module__ == approve.__name__
    ]

    assert len(reasons) == 6
    assert [reason for reason in reasons if not reason.endswith("。")] == []

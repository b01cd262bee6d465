"""A frame: how much may leave unasked, proposed by one of the treasury, approved by another."""

from datetime import timedelta
from uuid import uuid4

import pytest

from kyosai.basis.money import Yen
from kyosai.procedures.payment import frame
from kyosai.records.payments import frames
from tests.procedures.payment import world
from tests.procedures.payment.world import AT, DAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def treasury(db: None) -> None:
    for who in world.TREASURY:
        world.people.treasurer(who)
    world.officer("satoshi", "approver")
    world.officer("small", "treasurer", up_to=999_999)


def propose(
    *, by: str = "makoto", days: int = 7, since=DAY, a_day: int = 1_000_000, each: int = 100_000
):
    until = since + timedelta(days=days)
    limits = {"a_day": Yen(a_day), "each": Yen(each)}
    return frame.propose("skk", since=since, until=until, **limits, officer=by, at=AT)


def test_proposed_by_one_and_approved_by_another_it_stands() -> None:
    found = propose()
    before = frames.of(found)

    frame.approve(found, officer="kaoru", at=AT)

    after = frames.of(found)
    assert before is not None and after is not None
    assert (before.approved_by, after.approved_by) == ("", "kaoru")


@pytest.mark.parametrize(
    ("who", "refusal"),
    [
        ("makoto", frame.SameOfficer),
        ("satoshi", frame.NotAtTheTreasury),
        ("small", frame.AboveLimit),
    ],
)
def test_who_may_not_approve(who: str, refusal: type) -> None:
    found = propose()

    with pytest.raises(refusal):
        frame.approve(found, officer=who, at=AT)


def test_approved_twice_or_never_proposed_there_is_none_to_approve() -> None:
    found = propose()
    frame.approve(found, officer="kaoru", at=AT)

    for each in (found, uuid4()):
        with pytest.raises(frame.NoSuchFrame):
            frame.approve(each, officer="kaoru", at=AT)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"by": "satoshi"}, frame.NotAtTheTreasury),
        ({"days": 32}, frame.NoPeriod),
        ({"days": -1}, frame.NoPeriod),
        ({"since": DAY - timedelta(days=1)}, frame.NoPeriod),
        ({"each": 0}, frame.NoAmount),
        ({"each": 1_000_001}, frame.NoAmount),
    ],
)
def test_what_is_no_frame(changes: dict, refusal: type) -> None:
    with pytest.raises(refusal) as refused:
        propose(**changes)

    assert refused.value.reason.endswith("。")


def test_the_longest_frame_is_of_thirty_one_days() -> None:
    assert propose(days=31)

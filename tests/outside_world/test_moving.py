"""Moving the clock: from appointment to appointment, waiting for everybody, never back."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from threading import Event, Thread
from time import monotonic

import pytest
from flask.testing import FlaskClient

from kyosai.basis.tokyo import TOKYO
from outside_world.business_time import OnlyForward, write_whole
from outside_world.workshop import appointments, moving
from outside_world.workshop.appointments import Appointment
from outside_world.workshop.moving import AlreadyMoving, Mover, NotFollowing
from outside_world.world import World

Freeze = Callable[[datetime], None]
START = datetime(2026, 12, 1, 10, 0, tzinfo=TOKYO)


def nobody(names: list[str]) -> None:
    """No file waits in these worlds."""
    raise AssertionError(names)


class Part(Thread):
    """A part that follows the clock and keeps an appointment every day at noon."""

    def __init__(self, world: World) -> None:
        super().__init__(daemon=True)
        self.world = world
        self.kept: list[datetime] = []
        self.stopping = Event()

    def run(self) -> None:
        noon = START.replace(hour=12)
        while not self.stopping.wait(0.002):
            now = self.world.clock.now()
            while noon <= now:
                self.kept.append(now)
                noon += timedelta(days=1)
            appointments.note(self.world.clock.folder, Appointment("clock", now, noon))


@pytest.fixture
def part(world: World, frozen: Freeze) -> Iterator[Part]:
    part = Part(world)
    write_whole(world.parts, {"parts": {"clock": {"pid": 0, "url": ""}}, "ports": {}})
    part.start()
    yield part
    part.stopping.set()
    part.join()


@pytest.fixture
def mover(world: World) -> Mover:
    def act(now: datetime) -> None:
        appointments.note(world.clock.folder, Appointment("bank", now, None))

    return Mover(world, act=act, approve=nobody)


def test_the_clock_stops_at_every_appointment_on_the_way(
    world: World, mover: Mover, part: Part
) -> None:
    stops = mover.move(START + timedelta(days=3))

    noons = [START.replace(day=day, hour=12) for day in (1, 2, 3)]
    assert stops == [*noons, START + timedelta(days=3)]
    assert part.kept == noons
    assert world.clock.now() == START + timedelta(days=3)


def test_a_month_takes_seconds(world: World, mover: Mover, part: Part) -> None:
    began = monotonic()

    mover.move(START + timedelta(days=30))

    assert len(part.kept) == 30
    assert monotonic() - began < 5


def test_our_own_partners_act_before_time_is_told(world: World, part: Part) -> None:
    told: list[tuple[datetime, datetime]] = []

    def act(now: datetime) -> None:
        told.append((now, world.clock.now()))
        appointments.note(world.clock.folder, Appointment("bank", now, None))

    Mover(world, act=act, approve=nobody).move(START + timedelta(hours=1))

    assert told[-1] == (START + timedelta(hours=1), START)


def test_the_clock_waits_for_a_part_and_says_which_one_is_missing(
    world: World, mover: Mover, frozen: Freeze, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_whole(world.parts, {"parts": {"clock": {"pid": 0, "url": ""}}, "ports": {}})
    monkeypatch.setattr(moving, "PATIENCE", 0.1)

    with pytest.raises(NotFollowing, match="clock"):
        mover.move(START + timedelta(hours=1))

    assert world.clock.now() == START
    assert mover.trouble == "clock"


def test_the_clock_does_not_go_back(mover: Mover, part: Part) -> None:
    with pytest.raises(OnlyForward):
        mover.move(START)


def test_two_do_not_move_the_clock_at_once(world: World, part: Part) -> None:
    inside, go_on = Event(), Event()

    def act(now: datetime) -> None:
        inside.set()
        go_on.wait(5)
        appointments.note(world.clock.folder, Appointment("bank", now, None))

    mover = Mover(world, act=act, approve=nobody)
    first = Thread(target=mover.move, args=(START + timedelta(hours=1),))
    first.start()
    inside.wait(5)

    with pytest.raises(AlreadyMoving):
        mover.move(START + timedelta(hours=2))
    go_on.set()
    first.join()


@pytest.mark.parametrize(
    ("wish", "arrival"),
    [
        ({"plus_hours": 1}, "2026-12-01T11:00:00+09:00"),
        ({"plus_business_days": 1}, "2026-12-02T10:00:00+09:00"),
        ({"plus_business_days": 4}, "2026-12-07T10:00:00+09:00"),
        ({"to": "2026-12-09T16:00"}, "2026-12-09T16:00:00+09:00"),
        ({"to": "2026-12-09T07:00:00+00:00"}, "2026-12-09T16:00:00+09:00"),
    ],
)
def test_the_clock_is_moved_by_json(
    client: FlaskClient, part: Part, wish: dict[str, object], arrival: str
) -> None:
    answer = client.post("/clock", json=wish)

    assert (answer.status_code, answer.get_json()["now"]) == (200, arrival)
    assert client.get("/clock").get_json()["now"] == arrival


@pytest.mark.parametrize(
    ("wish", "status"),
    [
        ({}, 400), ([], 400), ({"to": "tomorrow"}, 400), ({"plus_hours": 0}, 400),
        ({"plus_hours": "1"}, 400), ({"to": "2099-01-01T00:00"}, 400),
        ({"plus_business_days": 251}, 400), ({"to": "2026-11-30T10:00"}, 409),
    ],
)  # fmt: skip
def test_an_unclear_wish_moves_nothing(
    client: FlaskClient, part: Part, wish: object, status: int
) -> None:
    answer = client.post("/clock", json=wish)

    assert answer.status_code == status
    assert answer.get_json()["reason"]
    assert client.get("/clock").get_json()["now"] == START.isoformat()

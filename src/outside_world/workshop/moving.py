"""時計を進める — from appointment to appointment, never past one somebody has to keep."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from threading import Lock
from time import monotonic, sleep

from outside_world import bank_days, faults
from outside_world.business_time import OnlyForward
from outside_world.workshop import appointments
from outside_world.workshop.appointments import Appointment
from outside_world.workshop.approving import NotApproved
from outside_world.world import World

LOOK_EVERY = 0.01
PATIENCE = 60
ABSENT = "officers.absent"


class NotFollowing(Exception):
    """A part does not come along; the clock stands where it is."""


class AlreadyMoving(Exception):
    """Somebody else is moving the clock."""


class Mover:
    """Moves business time for everybody; one move at a time."""

    def __init__(
        self,
        world: World,
        *,
        act: Callable[[datetime], None],
        approve: Callable[[list[str]], None],
    ) -> None:
        self._world = world
        self._act = act
        self._approve = approve
        self._moving = Lock()
        self.target: datetime | None = None
        self.trouble = ""

    def move(self, to: datetime) -> list[datetime]:
        """Move to a moment and return where it stopped on the way."""
        if not self._moving.acquire(blocking=False):
            raise AlreadyMoving
        try:
            self.target, self.trouble = to, ""
            return self._walk(to)
        except (NotFollowing, NotApproved) as lost:
            self.trouble = str(lost)
            raise NotFollowing(self.trouble) from lost
        finally:
            self.target = None
            self._moving.release()

    def _walk(self, to: datetime) -> list[datetime]:
        now = self._world.clock.now()
        if to <= now:
            raise OnlyForward
        self._act(now)
        known = self._approved(now)
        stops: list[datetime] = []
        while now < to:
            now = _earliest(known, after=now, until=to)
            # Our own partners act first: whoever comes at noon finds the noon result ready.
            self._act(now)
            if now > self._world.clock.now():
                self._world.clock.set_to(now)
            known = self._approved(now)
            stops.append(now)
        return stops

    def _approved(self, moment: datetime) -> dict[str, Appointment]:
        """Return everybody's appointments once no file waits for the officers any more.

        Unless they are switched off: then a person approves, or nobody does.
        """
        known = self._wait_for_all(moment)
        names = unapproved(known.values())
        if not names or faults.is_on(self._world.memory, ABSENT):
            return known
        self._approve(names)
        began = monotonic()
        while set(names) & set(unapproved(known.values())):
            if monotonic() - began > PATIENCE:
                raise NotFollowing("経理の承認")
            sleep(LOOK_EVERY)
            known = self._wait_for_all(moment)
        return known

    def _wait_for_all(self, moment: datetime) -> dict[str, Appointment]:
        """Return everybody's appointments once all have seen this moment."""
        folder = self._world.clock.folder
        expected = appointments.awaited(folder, self._world.parts)
        began = monotonic()
        while True:
            known = appointments.read(folder)
            late = [name for name in expected if name not in known or known[name].seen < moment]
            if not late:
                return {name: known[name] for name in expected}
            if monotonic() - began > PATIENCE:
                raise NotFollowing("、".join(sorted(late)))
            sleep(LOOK_EVERY)


def unapproved(known: Iterable[Appointment]) -> list[str]:
    """Return the files that wait for two officers."""
    return sorted({name for each in known for name in each.unapproved})


def _earliest(known: dict[str, Appointment], *, after: datetime, until: datetime) -> datetime:
    ahead = [each.next for each in known.values() if each.next and after < each.next < until]
    return min(ahead, default=until)


def business_days_ahead(moment: datetime, days: int) -> datetime:
    """Return the same time of day so many bank days later."""
    later = bank_days.shifted(moment.date(), days)
    return moment + timedelta(days=(later - moment.date()).days)

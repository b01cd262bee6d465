"""時計の窓口 — business time as JSON: look at it, move it, get an answer when it has arrived."""

from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, Response, current_app, jsonify, request

from kyosai.basis.business_days import BeyondCalendar
from outside_world.business_time import OnlyForward, machine_now
from outside_world.workshop import appointments, moving
from outside_world.workshop.moving import AlreadyMoving, Mover, NotFollowing
from outside_world.world import here

desk = Blueprint("clock", __name__)
FURTHEST = timedelta(days=400)


class UnclearWish(ValueError):
    """A wish for a new time that cannot be understood."""


def mover() -> Mover:
    """Return the one who moves the clock of this world."""
    found = current_app.extensions["mover"]
    assert isinstance(found, Mover)
    return found


@desk.get("/clock")
def show() -> Response:
    """Say what time it is, and who must act next."""
    world = here()
    parts = appointments.read(world.clock.folder).values()
    return jsonify(
        now=world.clock.now().isoformat(),
        today=world.clock.today().isoformat(),
        machine_now=machine_now().isoformat(),
        moving_to=_text(mover().target),
        appointments={each.part: {"seen": _text(each.seen), "next": _text(each.next)}
                      for each in parts},
    )  # fmt: skip


@desk.post("/clock")
def move() -> tuple[Response, int]:
    """Move business time; the answer comes when every part has followed."""
    try:
        to = wished(request.get_json(silent=True), now=here().clock.now())
        stops = mover().move(to)
    except (UnclearWish, BeyondCalendar) as unclear:
        return jsonify(reason=str(unclear)), 400
    except OnlyForward:
        return jsonify(reason="時計は先にしか進みません。"), 409
    except AlreadyMoving:
        return jsonify(reason="いま時計を進めているところです。"), 409
    except NotFollowing as lost:
        return jsonify(reason=f"ついて来ない部分があります: {lost}"), 504
    return jsonify(
        now=here().clock.now().isoformat(), stops=[each.isoformat() for each in stops]
    ), 200


def wished(wish: Any, *, now: datetime) -> datetime:
    """Return the moment somebody wants it to be."""
    match wish:
        case {"plus_hours": int(hours)} if 0 < hours <= 24 * 400:
            to = now + timedelta(hours=hours)
        case {"plus_business_days": int(days)} if 0 < days <= 250:
            to = moving.business_days_ahead(now, days)
        case {"to": str(text)}:
            to = _moment(text, now)
        case _:
            raise UnclearWish("to、plus_hours、plus_business_days のどれか1つを書いてください。")
    if to > now + FURTHEST:
        raise UnclearWish("一度に進められるのは400日までです。")
    return to


def _moment(text: str, now: datetime) -> datetime:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UnclearWish("日時は 2026-12-09T16:00 のように書いてください。") from None
    return moment.astimezone(now.tzinfo) if moment.tzinfo else moment.replace(tzinfo=now.tzinfo)


def _text(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None

"""見本の世界 — one page for whoever shows or tries the workshop: links, clock, faults, samples."""

from datetime import datetime
from itertools import groupby
from threading import Thread

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from kyosai.basis.business_days import BeyondCalendar
from outside_world import faults, people
from outside_world.bank import accounts, answers, counter
from outside_world.business_time import OnlyForward
from outside_world.gbizid import accounts as gbizid_accounts
from outside_world.hub import banks
from outside_world.register import companies
from outside_world.workshop import appointments, clock_desk, moving, parts, staff
from outside_world.workshop.approving import NotApproved
from outside_world.workshop.moving import AlreadyMoving, Mover, NotFollowing
from outside_world.world import here

pages = Blueprint("panel", __name__, url_prefix="/panel")
Page = str | Response | tuple[str, int]
SHOWN_AT_ONCE = 1.5  # seconds a form waits before the page shows the move under way
WEEKDAYS = "月火水木金土日"


@pages.app_template_filter("moment")
def in_words(moment: datetime) -> str:
    """Return a moment as people write it."""
    day = f"{moment.year}年{moment.month}月{moment.day}日（{WEEKDAYS[moment.weekday()]}）"
    return f"{day}{moment:%H:%M}"


@pages.get("")
def show() -> str:
    """Show everything on one page."""
    return _page()


@pages.post("/clock")
def move_clock() -> Page:
    """Move the clock; a long move goes on while the page shows where it is."""
    wish = {"hour": {"plus_hours": 1}, "day": {"plus_business_days": 1}}.get(
        request.form.get("by", ""), {"to": request.form.get("to", "")}
    )
    now = here().clock.now()
    try:
        to = clock_desk.wished(wish, now=now)
    except (clock_desk.UnclearWish, BeyondCalendar) as unclear:
        return _page(mistake=str(unclear)), 422
    if to <= now:
        return _page(mistake="時計は先にしか進みません。"), 422
    going = Thread(target=_move, args=(clock_desk.mover(), to), daemon=True)
    going.start()
    going.join(SHOWN_AT_ONCE)
    return redirect(url_for("panel.show"), 303)


@pages.post("/faults")
def switch_faults() -> Page:
    """Switch on exactly the faults that are ticked."""
    wanted = set(request.form.getlist("fault"))
    for name in faults.known():
        faults.switch(here().memory, name, on=name in wanted)
    return redirect(url_for("panel.show", _anchor="faults"), 303)


@pages.post("/accounts")
def set_account() -> Page:
    """Let one account answer in a certain way from now on."""
    names = ("bank_code", "branch_code", "acct_type", "acct_no")
    given = [request.form.get(name, "") for name in names]
    is_whole = [len(part) for part in given] == [4, 3, 1, 7] and "".join(given).isdigit()
    state = request.form.get("state", "")
    if not is_whole or state not in accounts.CODES:
        return _page(mistake="口座番号は数字7桁で入れてください。"), 422
    accounts.set_state(here().memory, (given[0], given[1], given[2], given[3]), state=state)
    return redirect(url_for("panel.show", _anchor="accounts"), 303)


@pages.post("/profile")
def set_profile() -> Page:
    """Choose how all other accounts answer."""
    mode = request.form.get("mode", "")
    if mode in (answers.ALL_OK, answers.ASSUMED):
        answers.set_profile(here().memory, mode=mode, seed=1)
    return redirect(url_for("panel.show", _anchor="accounts"), 303)


@pages.post("/resend")
def resend() -> Page:
    """Have a good result file made once more."""
    try:
        counter.rounds().send_again(request.form.get("request_name", ""))
    except LookupError:
        return _page(mistake="引落しの済んだ依頼ではありません。"), 422
    return redirect(url_for("panel.show", _anchor="files"), 303)


@pages.post("/approvals")
def approve() -> Page:
    """Let the two sample officers approve what waits."""
    waiting = moving.unapproved(appointments.read(here().clock.folder).values())
    try:
        current_app.extensions["approving"](waiting)
    except NotApproved as trouble:
        return _page(mistake=f"承認できませんでした（{trouble}）。"), 502
    return redirect(url_for("panel.show", _anchor="approvals"), 303)


def _move(mover: Mover, to: datetime) -> None:
    try:
        mover.move(to)
    except (AlreadyMoving, OnlyForward):
        return  # Somebody else has moved it meanwhile; the page shows where it stands.
    except NotFollowing:
        return  # The mover remembers the trouble, and the page tells it.


def _page(*, mistake: str = "") -> str:
    world, memory = here(), here().memory
    by_partner = groupby(faults.known().values(), key=lambda fault: fault.partner)
    files = memory.rows("SELECT * FROM request ORDER BY received_at DESC LIMIT 20")
    return render_template(
        "workshop/panel.html", world=world, now=world.clock.now(), mistake=mistake,
        mover=clock_desk.mover(), parts=parts.read(world.parts),
        appointments=appointments.read(world.clock.folder).values(),
        faults=[(partner, list(some)) for partner, some in by_partner],
        on=faults.switched_on(memory), people=people.everybody().values(),
        gbizid=gbizid_accounts.everybody().values(), companies=companies.named().values(),
        samples=accounts.samples().values(),
        unapproved=moving.unapproved(appointments.read(world.clock.folder).values()),
        words=accounts.WORDS, by_hand=accounts.states(memory), profile=answers.profile(memory),
        banks=banks.all_banks().values(), branches=banks.branches(),
        staff=staff.read(world.keys), files=files,
    )  # fmt: skip

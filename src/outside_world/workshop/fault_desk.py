"""故障の窓口 — look at the faults and switch them, as JSON."""

from typing import Any

from flask import Blueprint, Response, jsonify, request

from outside_world import faults
from outside_world.world import here

desk = Blueprint("faults", __name__)


@desk.get("/faults")
def show() -> Response:
    """List every fault, and how often each that is on will still strike."""
    on = faults.switched_on(here().memory)
    return jsonify(faults=[
        vars(fault) | {"on": fault.name in on, "remaining": on.get(fault.name, 0)}
        for fault in faults.known().values()
    ])  # fmt: skip


@desk.post("/faults")
def switch() -> tuple[Response, int]:
    """Switch one fault: {name, on, times?}; or all off: {all_off: true}."""
    wish: Any = request.get_json(silent=True)
    match wish:
        case {"all_off": True}:
            for name in faults.known():
                faults.switch(here().memory, name, on=False)
        case {"name": str(name), "on": bool(on), **rest} if name in faults.known():
            times = rest.get("times", faults.UNTIL_SWITCHED_OFF)
            if not (type(times) is int and (times > 0 or times == faults.UNTIL_SWITCHED_OFF)):
                return jsonify(reason="times は1以上の数です。"), 400
            faults.switch(here().memory, name, on=on, times=times)
        case _:
            return jsonify(reason="name と on を書いてください。"), 400
    return show(), 200

"""銀行の裏側 — JSON for the workshop: account states, the profile, the bank's own books."""

from typing import Any

from flask import Blueprint, Response, current_app, jsonify, request

from outside_world import bank_days
from outside_world.bank import accounts, answers, channels, layout, remittances
from outside_world.bank.rounds import Rounds
from outside_world.world import here

counter = Blueprint("bank_counter", __name__, url_prefix="/bank")
Answer = Response | tuple[Response, int]
_WIDTHS = {"bank_code": 4, "branch_code": 3, "acct_type": 1, "acct_no": 7}


def rounds() -> Rounds:
    """Return the bank's rounds of this world."""
    found = current_app.extensions["rounds"]
    assert isinstance(found, Rounds)
    return found


@counter.get("/accounts")
def list_accounts() -> Answer:
    """List sample numbers, the states set by hand, and the profile of all others."""
    memory = here().memory
    mode, seed = answers.profile(memory)
    by_hand = [
        dict(zip(_WIDTHS, account, strict=True)) | {"state": state}
        for account, state in accounts.states(memory).items()
    ]
    samples = [vars(sample) for sample in accounts.samples().values()]
    return jsonify(
        accounts=by_hand, samples=samples, profile={"mode": mode, "seed": seed},
        states=accounts.WORDS,
    )  # fmt: skip


@counter.post("/accounts")
def set_account() -> Answer:
    """Let one account answer in a certain way."""
    wish: Any = request.get_json(silent=True)
    account = _account(wish)
    if account is None or wish.get("state") not in accounts.CODES:
        return jsonify(reason="口座（4・3・1・7桁）と state を正しく書いてください。"), 400
    times = wish.get("times", accounts.UNTIL_CHANGED)
    if type(times) is not int:
        return jsonify(reason="times は数です。"), 400
    accounts.set_state(here().memory, account, state=wish["state"], times=times)
    return jsonify(ok=True)


@counter.post("/profile")
def set_profile() -> Answer:
    """Let all other accounts debit well, or fall as assumed."""
    wish: Any = request.get_json(silent=True)
    match wish:
        case {"mode": ("all_ok" | "assumed") as mode, "seed": int(seed)}:
            answers.set_profile(here().memory, mode=mode, seed=seed)
            return jsonify(ok=True)
    return jsonify(reason="mode（all_ok か assumed）と seed（数）を書いてください。"), 400


@counter.get("/requests")
def list_requests() -> Answer:
    """Show the bank's own books: what every file asked for, and what became of it."""
    rows = here().memory.rows("SELECT * FROM request ORDER BY received_at")
    return jsonify(requests=[_books(row) for row in rows])


@counter.post("/resend")
def resend() -> Answer:
    """Make a good result file of a request once more."""
    wish = request.get_json(silent=True) or {}
    try:
        name = rounds().send_again(str(wish.get("request_name", "")))
    except LookupError:
        return jsonify(reason="引落しの済んだ依頼ではありません。"), 404
    return jsonify(name=name)


@counter.get("/statements")
def list_statements() -> Answer:
    """Show the consignor's accounts as the bank knows them: entries and statements."""
    memory = here().memory
    entries = memory.rows("SELECT * FROM entry ORDER BY number")
    made = memory.rows("SELECT name, purpose, day, made_at FROM statement ORDER BY made_at, name")
    return jsonify(entries=list(map(dict, entries)), statements=list(map(dict, made)))


@counter.post("/statements/again")
def state_again() -> Answer:
    """Make a good statement of a day once more."""
    wish = request.get_json(silent=True) or {}
    try:
        name = rounds().state_again(str(wish.get("name", "")))
    except LookupError:
        return jsonify(reason="この名前の明細はありません。"), 404
    return jsonify(name=name)


@counter.post("/credit")
def credit() -> Answer:
    """Let somebody pay into an account of the consignor today, by an ordinary transfer."""
    match request.get_json(silent=True):
        case {"purpose": str(purpose), "yen": int(yen), "payer": str(payer)} if (
            purpose in channels.accounts() and yen > 0
        ):
            today = bank_days.calendar().on_or_after(here().clock.today())
            remittances.credit(here().memory, purpose=purpose, day=today, yen=yen, payer=payer)
            return jsonify(ok=True)
    return jsonify(reason="purpose・yen・payer を正しく書いてください。"), 400


def _books(row: Any) -> dict[str, Any]:
    told = {name: row[name] for name in ("name", "digest", "receipt", "channel", "debit_on",
                                         "received_at", "records", "total")}  # fmt: skip
    if row["codes"] is None:
        return told | {"state": "accepted"}
    lines = layout.records(row["content"])[1:-2]
    amounts = [layout.amount(line, record=0) for line in lines]
    codes = row["codes"].replace("N", "0")
    done = [yen for yen, code in zip(amounts, codes, strict=True) if code == "0"]
    return told | {
        "state": "debited", "done_count": len(done), "done_total": sum(done),
        "failed_count": len(codes) - len(done), "failed_total": sum(amounts) - sum(done),
    }  # fmt: skip


def _account(wish: Any) -> accounts.Account | None:
    if not isinstance(wish, dict):
        return None
    parts = [wish.get(name) for name in _WIDTHS]
    for part, width in zip(parts, _WIDTHS.values(), strict=True):
        if not (isinstance(part, str) and len(part) == width and part.isdigit()):
            return None
    bank, branch, kind, number = map(str, parts)
    return bank, branch, kind, number

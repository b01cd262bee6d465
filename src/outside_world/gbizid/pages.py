"""サインインの画面 — the door, the account, and the way back, in simple pages without scripts."""

import sqlite3
from urllib.parse import urlencode

from flask import Blueprint, abort, redirect, render_template, request
from werkzeug.wrappers import Response

from outside_world import faults
from outside_world.gbizid import accounts, requests, sign_ins
from outside_world.gbizid.accounts import AccountRefused
from outside_world.world import here

pages = Blueprint("gbizid_pages", __name__, url_prefix="/gbizid/oauth")
ASKED = {
    "profile": "アカウントの種類、法人番号、名前、所在地、代表者",
    "user": "手続きをする方の氏名と部署",
    "mandate": "メンバーが使えるサービス",
    "email": "メールアドレス",
    "jp_gbizid_v1_ida": "本人確認の結果",
}
CLOSED = {  # why an account does not open, by the fault that is switched on
    "gbizid.sms_only": "SMSの確認コードでは、このサービスにサインインできません。"
    "スマートフォンに「GビズIDアプリ」を登録してください。",
    "gbizid.retired": "このアカウントは廃止されています。新しいアカウントを作ってください。",
}
Page = str | Response | tuple[str, int]


@pages.get("/authorize")
def door() -> Page:
    """Check the request, keep it, and show the page of the account."""
    world = here()
    try:
        requests.check_client(request.args, world)
    except requests.NotOurs as stranger:
        return render_template("stopped.html", reason=str(stranger)), 400
    try:
        wanted = requests.read(request.args, world)
        if faults.strikes(world.memory, "gbizid.scope_refused"):
            raise requests.BadRequest("invalid_scope", "a scope is not granted to this service")
    except requests.BadRequest as bad:
        return _away(requests.registered(world), {
            "error": bad.error, "error_description": bad.description,
            "state": request.args.get("state", ""), "scope": request.args.get("scope", ""),
        })  # fmt: skip
    number = sign_ins.begin(world.memory, wanted)
    return redirect(f"{world.gbizid_issuer}account/{number}", 303)


@pages.get("/account/<number>")
def account(number: str) -> Page:
    """Show whose account can be played, and ask for the password."""
    return _account_page(_begun(number), mistake="")


@pages.post("/account/<number>")
def enter(number: str) -> Page:
    """Open the account and send the person back with a code; or back without one."""
    memory, waiting = here().memory, _begun(number)
    if request.form.get("action") == "refuse" or faults.strikes(memory, "gbizid.refused"):
        return _refused(waiting)
    try:
        opened = accounts.opened(request.form)
    except AccountRefused as refusal:
        return _account_page(waiting, mistake=str(refusal)), 422
    for fault, reason in CLOSED.items():
        if faults.strikes(memory, fault):
            return render_template("gbizid/closed.html", number=number, reason=reason), 403
    is_used = faults.strikes(memory, "gbizid.replayed_code")
    code = sign_ins.finish(memory, number, account=opened, is_used=is_used)
    return _away(waiting["redirect_uri"], {"code": code, "state": waiting["state"]})


@pages.post("/account/<number>/back")
def back(number: str) -> Page:
    """Send a person whose account does not open back without a code."""
    return _refused(_begun(number))


def _begun(number: str) -> sqlite3.Row:
    waiting = sign_ins.begun(here().memory, number)
    if waiting is None:
        abort(410, "このサインインは終わっています。サービスの画面からやり直してください。")
    return waiting


def _account_page(waiting: sqlite3.Row, *, mistake: str) -> str:
    known = accounts.everybody().values()
    hinted = [each.key for each in known if each.email == waiting["login_hint"]]
    chosen = request.form.get("account", "") or (hinted or [next(iter(known)).key])[0]
    return render_template(
        "gbizid/account.html", mistake=mistake, accounts=known, chosen=chosen,
        kinds={key: words for key, (words, *_) in accounts.KINDS.items()}, form=request.form,
        asked=[words for scope, words in ASKED.items() if scope in waiting["scope"].split()],
    )  # fmt: skip


def _refused(waiting: sqlite3.Row) -> Response:
    query = {"error": "access_denied", "error_description": "the user refused",
             "state": waiting["state"], "scope": waiting["scope"]}  # fmt: skip
    return _away(waiting["redirect_uri"], query)


def _away(address: str, query: dict[str, str]) -> Response:
    told = {name: words for name, words in query.items() if words}
    return redirect(f"{address}?{urlencode(told)}", 303)

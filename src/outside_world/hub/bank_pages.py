"""銀行の画面 — the bank's own login, the mandate to agree to, and the button back."""

import re
import sqlite3
from collections.abc import Mapping

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from outside_world import faults
from outside_world.bank import accounts
from outside_world.hub import banks, mandates, outcomes
from outside_world.hub.banks import Bank
from outside_world.hub.pages import mandate_at, settle
from outside_world.world import here

pages = Blueprint("bank_pages", __name__, url_prefix="/bank/<code>/mandates/<mandate_id>")
Page = str | Response | tuple[str, int]


@pages.get("")
def log_in(code: str, mandate_id: str) -> Page:
    """Ask for the account and the PIN."""
    bank, mandate = _here(code, mandate_id)
    return _onward(mandate) or _login_page(bank, mandate, mistakes={})


@pages.post("")
def logged_in(code: str, mandate_id: str) -> Page:
    """Keep the account, and show the mandate."""
    bank, mandate = _here(code, mandate_id)
    if onward := _onward(mandate):
        return onward
    if wrong := mistakes(request.form):
        return _login_page(bank, mandate, mistakes=wrong), 422
    chosen = {name: request.form[name] for name in ("branch_code", "acct_type", "acct_no")}
    mandates.choose(here().memory, mandate_id, **chosen)
    return redirect(url_for("bank_pages.show", code=code, mandate_id=mandate_id), 303)


@pages.get("/agree")
def show(code: str, mandate_id: str) -> Page:
    """Show what is agreed to."""
    bank, mandate = _here(code, mandate_id)
    if onward := _onward(mandate):
        return onward
    if not mandate["acct_no"]:
        return redirect(url_for("bank_pages.log_in", code=code, mandate_id=mandate_id), 303)
    return render_template(
        "hub/agree.html", bank=bank, mandate=mandate, kinds=banks.KINDS, branches=banks.branches()
    )


@pages.post("/agree")
def agree(code: str, mandate_id: str) -> Page:
    """Register the mandate, or not."""
    _, mandate = _here(code, mandate_id)
    if mandates.is_open(mandate) and mandate["acct_no"]:
        if request.form.get("action") == "cancel":
            answered = ("22", "")
        else:
            answered = outcomes.answer(here().memory, mandate)
        settle(mandate_id, code=answered[0], late_code=answered[1])
    return redirect(url_for("bank_pages.show_result", code=code, mandate_id=mandate_id), 303)


@pages.get("/result")
def show_result(code: str, mandate_id: str) -> Page:
    """Say what came of it; the person must press the button to go back."""
    bank, mandate = _here(code, mandate_id)
    if mandates.is_open(mandate):
        return redirect(url_for("bank_pages.log_in", code=code, mandate_id=mandate_id), 303)
    return render_template(
        "hub/result.html", bank=bank, mandate=mandate, words=outcomes.MEANINGS[mandate["code"]],
        is_closed=faults.strikes(here().memory, "hub.no_return"),
    )  # fmt: skip


def mistakes(form: Mapping[str, str]) -> dict[str, str]:
    """Return what is wrong with the login, by field."""
    found = {}
    if form.get("branch_code") not in banks.branches():
        found["branch_code"] = "支店を選んでください。"
    if form.get("acct_type") not in banks.KINDS:
        found["acct_type"] = "預金の種類を選んでください。"
    if not re.fullmatch(r"[0-9]{7}", form.get("acct_no", "")):
        found["acct_no"] = "口座番号は数字7桁で入れてください。"
    if not re.fullmatch(r"[0-9]{4}", form.get("pin", "")):
        found["pin"] = "暗証番号は数字4桁で入れてください。"
    return found


def _here(code: str, mandate_id: str) -> tuple[Bank, sqlite3.Row]:
    mandate = mandate_at(mandate_id)
    if code not in banks.all_banks() or mandate["bank_code"] != code:
        abort(404, "この受付はありません。元のサービスからやり直してください。")
    return banks.all_banks()[code], mandate


def _onward(mandate: sqlite3.Row) -> Response | None:
    if mandates.is_open(mandate):
        return None
    code, number = mandate["bank_code"], mandate["mandate_id"]
    return redirect(url_for("bank_pages.show_result", code=code, mandate_id=number), 303)


def _login_page(bank: Bank, mandate: sqlite3.Row, *, mistakes: dict[str, str]) -> str:
    return render_template(
        "hub/login.html", bank=bank, mandate=mandate, mistakes=mistakes, form=request.form,
        branches=banks.branches(), kinds=banks.KINDS, samples=accounts.samples().values(),
    )  # fmt: skip

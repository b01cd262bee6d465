"""登録のやりとり — begin a mandate, and believe nothing but the hub's own answer."""

import secrets
from typing import Any

from django.conf import settings
from django.urls import reverse

from kyosai.doors import today
from kyosai.doors.portal import drafts, partners
from kyosai.doors.portal.persons import Visitor
from kyosai.exchange.messages.inbound import Mandate
from kyosai.formats.account_registration.messages import MEANINGS, MandateState, Status
from kyosai.formats.zengin import kana
from kyosai.wires.failure import Rejected

KEY = "account"
PROCEDURES = ("enrolment", "tosanboshi_enrolment", "account_change")


def begin(visitor: Visitor, procedure: str, *, name: str, reading: str) -> str:
    """Start a mandate under a fresh customer number; return where the browser goes."""
    request_id = secrets.token_hex(10)
    customer_no = f"{secrets.randbelow(10**20):020d}"
    started = partners.hub().start(
        request_id=request_id,
        customer_no=customer_no,
        name_kana=kana.name(reading),
        name_kanji=name,
        return_url=settings.PORTAL_URL + reverse("portal:account_return"),
        notify_url=settings.PORTAL_URL + reverse("portal:hub_notify"),
    )
    noted = {
        "request_id": request_id,
        "customer_no": customer_no,
        "mandate_id": started.mandate_id,
        "status": Status.PENDING.name,
        "code": "",
    }
    drafts.keep(visitor, procedure, KEY, noted)
    return started.redirect_url


def learn(visitor: Visitor, procedure: str) -> dict[str, Any]:
    """Ask the hub what became of the mandate, and keep its answer."""
    noted: dict[str, Any] = drafts.load(visitor, procedure).get(KEY, {})
    if not noted:
        return {}
    state = partners.hub().inquire(noted["mandate_id"])
    if (state.request_id, state.customer_no) != (noted["request_id"], noted["customer_no"]):
        raise Rejected("the hub answered for another mandate")
    noted = told(state)
    drafts.keep(visitor, procedure, KEY, noted)
    return noted


def procedure_of(visitor: Visitor, request_id: str) -> str | None:
    """Return the procedure whose mandate a browser comes back from.

    When the address does not tell, it is the only one that is under way.
    """
    noted = {each: drafts.load(visitor, each).get(KEY, {}) for each in PROCEDURES}
    named = [each for each in PROCEDURES if noted[each].get("request_id") == request_id]
    under_way = [each for each in PROCEDURES if noted[each].get("status") == Status.PENDING.name]
    for found in (named, under_way):
        if len(found) == 1:
            return found[0]
    return None


def as_message(noted: dict[str, Any]) -> Mandate:
    """Return a registered mandate as the core takes it."""
    return Mandate(**{name: noted[name] for name in Mandate.__dataclass_fields__})


def told(state: MandateState) -> dict[str, Any]:
    """Return the facts of the message's mandate; the account only masked."""
    return {
        "request_id": state.request_id,
        "customer_no": state.customer_no,
        "mandate_id": state.mandate_id,
        "bank_code": state.bank_code,
        "bank_name": state.bank_name,
        "branch_code": state.branch_code,
        "branch_name": state.branch_name,
        "account_kind": state.account_kind,
        "account_masked": state.account_masked,
        "holder_kana": state.holder_kana,
        "status": state.status.name,
        "code": state.code,
        "inquired_at": today.now().isoformat(timespec="milliseconds"),
    }


NEXT = {
    "11": "キャッシュカードか通帳を手元に置いて、もう一度登録してください。",
    "12": "フリガナと口座の名義が同じかを確かめて、もう一度登録してください。",
    "13": "支店と口座番号を確かめて、もう一度登録してください。",
    "14": "ご本人名義の普通預金か当座預金の口座を選んでください。屋号が付いた口座は使えません。",
    "15": "銀行に口座の状態を確かめるか、別の口座を登録してください。",
    "31": "銀行の受付時間を確かめて、もう一度登録してください。別の銀行も選べます。",
    "32": "登録できたかどうかを銀行が確かめています。数分たってから、結果を確認してください。",
}


def words(noted: dict[str, Any]) -> tuple[str, str]:
    """Return what happened and what to do, in plain words."""
    what = MEANINGS.get(noted.get("code", ""), "登録の途中です")
    if noted.get("status") == Status.EXPIRED.name:
        what = "登録の時間（30分）が過ぎました"
    step = NEXT.get(noted.get("code", ""), "もう一度登録してください。")
    return f"{what}。", step

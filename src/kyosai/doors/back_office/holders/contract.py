"""契約の画面 — one contract: particulars, premiums, account, journal, notices, documents, cases."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kyosai.casework import reads as casework
from kyosai.doors import today
from kyosai.doors.back_office import wall, words
from kyosai.doors.back_office.cases import filing, flows
from kyosai.doors.back_office.holders import journal, looks, particulars, search
from kyosai.doors.back_office.holds import desk
from kyosai.doors.back_office.holds import show as hold_page
from kyosai.procedures.payout import by_smrj
from kyosai.records.contracts.reads import Standing
from kyosai.records.holds import reads as holds
from kyosai.records.mandates import reads as mandates
from kyosai.records.notices import reads as notices
from kyosai.records.officers import reads as officers
from kyosai.records.premiums import reads as premiums

STATES = {
    "scheduled": ("", "引き落としの予定"),
    "requested": ("now", "銀行に依頼済み"),
    "paid": ("good", "納付済み"),
    "failed": ("bad", "引き落とせなかった"),
}
STATUSES = {"active": "契約中", "ended": "終了"}
MANDATES = {
    "registered": "登録済み（口座番号の確認待ち）",
    "confirmed": "確認済み",
    "suspect": "銀行から「口座振替の契約がない」との回答あり。もう一度確認します",
    "stopped": "止めています",
    "replaced": "新しい口座に変更済み",
    "returned": "銀行から申込書が戻っています",
}


def show(request: HttpRequest, number: str) -> HttpResponse:
    """Show a contract; the look is written down first."""
    contract = search.found(request, number)
    looks.note(request, party=contract.party, what=f"契約 {number}", why="番号による照会")
    return render(request, "back_office/holders/contract.html", _about(request, contract))


def _about(request: HttpRequest, contract: Standing) -> dict[str, Any]:
    until = looks.unmasked_until(request, contract.party)
    return {
        "contract": contract,
        "status": STATUSES.get(contract.status, contract.status),
        "name": particulars.name(request, contract.party),
        "person": particulars.rows(request, contract.party),
        "unmasked_until": until,
        "can_unmask": officers.may(request.user, "holders.unmask"),
        "can_certify": officers.may(request.user, "certificates.see"),
        "can_end": officers.known(request.user).desk == "benefits"
        and by_smrj.is_ground(contract, at=today.now()),
        "particulars": _particulars(contract, unmasked=until is not None),
        "premiums": [premium(month) for month in premiums.of_contract(contract.number)],
        "journal": journal.lines(contract.number),
        "account": _account(contract.number, unmasked=until is not None),
        "notices": [
            {"at": words.at(line.at), "title": line.title, "is_read": line.is_read}
            for line in notices.inbox(contract.party)
        ],
        "holds": [hold_page.line(each) for each in holds.of_contract(contract.number)],
        "can_hold": desk.is_theirs(request),
        "cases": [
            {
                "number": case.number,
                "title": flows.of(case).title if case.flow in flows.FLOWS else case.flow,
                "received": words.at(case.received_at),
                "step": "終了" if case.is_closed else flows.step_name(case),
            }
            for case in casework.cases_of(contract.party)
            if wall.is_theirs(request, wall.scheme_of(case))
        ],
    }


def _particulars(contract: Standing, *, unmasked: bool) -> list[tuple[str, str]]:
    business = contract.business_name if unmasked else words.masked(contract.business_name)
    return [
        ("契約が成立した日", words.on(contract.formed_on)),
        ("毎月の掛金", str(contract.monthly_premium)),
        ("加入した立場", filing.capacity(contract.scheme, contract.capacity)),
        ("業種", filing.trade(contract.scheme, contract.trade)),
        ("従業員の数", f"{contract.employees}人"),
        ("屋号・会社名", business or "—"),
        ("契約締結証書の番号", contract.certificate_number),
        ("受付番号", contract.receipt),
    ]


def premium(month: dict[str, Any]) -> dict[str, str]:
    """Return a month's premium as a line of a table."""
    tone, state = STATES[month["state"]]
    return {
        "month": words.month(month["month"]),
        "yen": words.yen(month["yen"]),
        "due": words.on(month["due_on"]),
        "debit": words.on(month["debit_on"]),
        "confirmed": words.on(month["confirmed_on"]),
        "state": state,
        "tone": tone,
    }


def _account(number: str, *, unmasked: bool) -> list[tuple[str, str]]:
    account = mandates.account_of(number)
    if account is None:
        return []
    is_known = account.state in ("confirmed", "suspect", "stopped")
    shown = mandates.number_of(account.customer_no) if unmasked and is_known else account.masked
    return [
        ("金融機関", f"{account.bank_name} {account.branch_name}".strip()),
        ("口座番号", shown),
        ("状態", MANDATES.get(account.state, account.state)),
        ("顧客番号", account.customer_no),
    ]

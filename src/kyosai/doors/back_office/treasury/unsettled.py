"""合わないもの — files refused whole, requests without an answer, months unpaid."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kyosai.doors import today
from kyosai.doors.back_office import words
from kyosai.doors.back_office.treasury.cycles import CODES
from kyosai.procedures.collection import remittance
from kyosai.records.premiums import cycles, overview, results
from kyosai.records.premiums.cycles import Cycle
from kyosai.records.remittances import reads as remittances
from kyosai.records.remittances.reads import StatementEntry
from kyosai.reports import accounts

MOST = 200


def refused_files(request: HttpRequest) -> HttpResponse:
    """List the files that were refused whole: theirs by us, ours by the bank."""
    page = {
        "theirs": [
            {
                "name": result.name,
                "cycle": result.cycle,
                "fetched": words.at(result.fetched_at),
                "refusal": result.refusal,
                "digest": result.digest,
            }
            for result in overview.refused_results()
        ],
        "ours": [
            {"name": name, "cycle": cycle, "at": words.at(at), "refusal": refusal}
            for name, cycle, at, refusal in overview.refused_files()
        ],
        "statements": [
            {"name": name, "at": words.at(at), "refusal": refusal}
            for name, at, refusal in remittances.refused()
        ],
    }
    return render(request, "back_office/treasury/refused_files.html", page)


def _awaited(cycle: Cycle, now: datetime) -> dict[str, Any]:
    collected, told = results.collected_yen(cycle.key), remittances.of_cycle(cycle.key).yen
    return {
        "cycle": cycle.key,
        "collected": words.yen(collected),
        "told": words.yen(told),
        "difference": words.yen(collected - told),
        "remitted_on": words.on(cycle.remitted_on),
        "is_late": now >= remittance.told_at(cycle.remitted_on),
    }


def _entry(entry: StatementEntry) -> dict[str, Any]:
    return {
        "statement": entry.statement_id,
        "ordinal": entry.ordinal,
        "may_return": entry.is_credit,
        "on": words.on(entry.booked_on),
        "scheme": accounts.SCHEMES.get(entry.scheme, entry.scheme),
        "way": "入金" if entry.is_credit else "出金",
        "yen": words.yen(entry.yen),
        "payer": entry.payer,
        "narrative": entry.narrative,
    }


def unmatched(request: HttpRequest) -> HttpResponse:
    """List requests the bank has not answered and months that are not paid."""
    now = today.now()
    page = {
        "most": MOST,
        "remittances": [_awaited(cycle, now) for cycle in cycles.unremitted()],
        "entries": [_entry(entry) for entry in remittances.unmatched(MOST)],
        "balances": [
            {
                "scheme": accounts.SCHEMES.get(scheme, scheme),
                "on": words.on(day),
                "yen": words.yen(yen),
            }
            for scheme, day, yen in remittances.balances()
        ],
        "unanswered": [
            {
                "cycle": cycle,
                "contract": contract,
                "yen": words.yen(yen),
                "result_at": words.at(result_at),
                "is_late": result_at < now,
            }
            for cycle, contract, yen, result_at in overview.unanswered(MOST)
        ],
        "arrears": [
            {
                "contract": contract,
                "month": words.month(month),
                "yen": words.yen(yen),
                "why": CODES.get(
                    code, "銀行に依頼できませんでした" if not code else f"結果コード{code}"
                ),
                "cycle": cycle,
                "next": "次の回で依頼済み" if is_asked else "次の回を待っています",
            }
            for contract, month, yen, code, cycle, is_asked in overview.arrears(MOST)
        ],
    }
    return render(request, "back_office/treasury/unmatched.html", page)

"""合わないもの — files refused whole, requests without an answer, months unpaid."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kyosai.doors import today
from kyosai.doors.back_office import words
from kyosai.doors.back_office.treasury.cycles import CODES
from kyosai.records.premiums import overview

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
    }
    return render(request, "back_office/treasury/refused_files.html", page)


def unmatched(request: HttpRequest) -> HttpResponse:
    """List requests the bank has not answered and months that are not paid."""
    now = today.now()
    page = {
        "most": MOST,
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

"""差し止めの画面 — entered, decided by another, divided, lifted; each look logged."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kyosai.basis import tokyo
from kyosai.casework import reads as cases
from kyosai.doors import today
from kyosai.records.access_log import reads as access_log
from kyosai.records.holds import reads as holds
from tests.procedures.barring.papers import PICTURE
from tests.procedures.payout.claimants import Proof, claimed, holder, party, send

AT = tokyo.at(date(2026, 10, 29), time(14))


@pytest.fixture(autouse=True)
def practice(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(today, "now", lambda: AT)
    monkeypatch.setattr(today, "today", lambda: AT.date())


def told(**changes: Any) -> dict[str, Any]:
    """Return what an officer fills in."""
    return {
        "kind": "tax_seizure",
        "claimant": "架空税務署",
        "reference": "架空徴第12号",
        "served_on": "2026-10-28",
        "claimed": "500000",
        "paper": SimpleUploadedFile("差押通知書.png", PICTURE),
    } | changes


ACCOUNT = {
    "bank_code": "9902",
    "bank_name": "見本第二銀行",
    "branch_code": "002",
    "branch_name": "本店",
    "account_kind": "1",
    "account_number": "7654321",
    "holder_kana": "ｶｸｳｾﾞｲﾑｼﾖ",
}


def test_two_officers_set_it_divide_and_lift(sign_in: Callable[..., Client]) -> None:
    contract = holder()
    one, other = sign_in("benefit_examiner"), sign_in("benefit_approver")
    one.post(f"/contracts/{contract}/hold/", told())
    (hold,) = holds.standing(contract)
    page = f"/holds/{hold.id}/"
    other.post(f"{page}decide/", {"decision": "confirm", "why": "書類と合っています。"})
    send(claimed("closed", proof=Proof("pictures", "", ())))
    (case,) = cases.queue("benefits", at=AT)
    shown = one.get(f"/cases/{case.number}/").text
    one.post(f"/cases/{case.number}/accept/")
    (stopped,) = holds.stopped(contract)
    divide = {"to_claimant": "500000", "why": "通知の額です。"} | ACCOUNT
    one.post(f"/holds/payments/{stopped.number}/", divide)
    division = holds.division(stopped.number)
    assert division is not None
    proposed = other.get(page).text
    other.post(f"/holds/payments/{stopped.number}/agree/", {"division": str(division.id)})
    one.post(f"{page}lift/", {"why": "払い終えました。"})
    other.post(f"{page}decide/", {"decision": "lift", "why": "確かめました。"})

    assert "差し止めがあります" in shown and "架空税務署" in shown and "500,000円" in shown
    assert "架空税務署へ" in proposed and "ご本人へ" in proposed
    assert holds.stopped(contract) == [] and not holds.is_barred(contract)
    assert one.get(f"{page}paper/").content == PICTURE
    whats = {each.what for each in access_log.at_party(party(1))}
    assert {f"差し止め 契約 {contract}", f"支払 {stopped.number}"} <= whats


def test_who_entered_it_does_not_decide_it(sign_in: Callable[..., Client]) -> None:
    contract = holder()
    approver = sign_in("benefit_approver")
    approver.post(f"/contracts/{contract}/hold/", told())
    (hold,) = holds.standing(contract)

    page = approver.post(f"/holds/{hold.id}/decide/", {"decision": "confirm", "why": "見本"})

    assert page.status_code == 409
    assert "別の人に依頼してください" in page.text
    assert holds.standing(contract)[0].state == ""


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"kind": "seizure"}, "国税滞納処分だけが例外です"),
        ({"kind": "insolvency"}, "破産の手続きには入りません"),
        ({"paper": SimpleUploadedFile("x.exe", b"MZ")}, "PDF・JPEG・PNG"),
        ({"claimed": ""}, "円で入れてください"),
        ({"served_on": "2026-10-30"}, "書類の日付を確かめてください"),
    ],
)
def test_what_the_law_or_the_form_refuses_is_said_in_words(
    sign_in: Callable[..., Client], changes: dict[str, Any], words: str
) -> None:
    contract = holder()

    page = sign_in("benefit_examiner").post(f"/contracts/{contract}/hold/", told(**changes))

    assert page.status_code == 409
    assert words in page.text
    assert not holds.is_barred(contract)


def test_another_desk_reads_but_sets_nothing(examiner: Client) -> None:
    contract = holder()

    assert examiner.get("/holds/").status_code == 200
    assert examiner.post(f"/contracts/{contract}/hold/", told()).status_code == 403
    assert not holds.is_barred(contract)

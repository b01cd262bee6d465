"""返金の登録 — unmatched money is owed back to the holder who paid it in error."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from kyosai.basis.refusal import Refused
from kyosai.doors import today
from kyosai.doors.back_office import words
from kyosai.procedures.collection import returning
from kyosai.records.contracts import reads as contracts
from kyosai.records.remittances import reads as remittances


class Returned(forms.Form):
    """Whose money it was."""

    contract = forms.RegexField(
        r"^[0-9]{9}$",
        label="契約者番号",
        help_text="9桁の番号です。銀行に確認した振込人の契約を入れてください。",
        error_messages={
            "required": "契約者番号を入れてください。",
            "invalid": "契約者番号は9桁の数字です。",
        },
    )


def return_entry(request: HttpRequest, statement: str, ordinal: int) -> HttpResponse:
    """返す — as one officer of the treasury, who asked the bank whose money it is."""
    entry = remittances.entry(statement, ordinal)
    if entry is None:
        raise Http404
    form = Returned(request.POST or None)
    if form.is_valid():
        try:
            if contracts.found_by(form.cleaned_data["contract"]) is None:
                raise Refused("この番号の契約はありません。番号を確認してください。")
            returning.return_entry(
                statement,
                ordinal,
                contract=form.cleaned_data["contract"],
                officer=request.user.get_username(),
                at=today.now(),
            )
        except Refused as refusal:
            form.add_error("contract", refusal.reason)
        else:
            return redirect("back_office:unmatched")
    page = {
        "form": form,
        "on": words.on(entry.booked_on),
        "yen": words.yen(entry.yen),
        "payer": entry.payer,
    }
    status = 200 if request.method != "POST" else 409
    return render(request, "back_office/treasury/return.html", page, status=status)

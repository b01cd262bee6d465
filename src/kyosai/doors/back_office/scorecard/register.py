"""委託機関の登録簿 — who is entrusted with what until when, and what it has confirmed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from kyosai.doors import today
from kyosai.doors.back_office import words
from kyosai.records.agencies import reads as agencies


def show(request: HttpRequest) -> HttpResponse:
    """List every agency as its last line stands; how many conditions, and of nobody by name."""
    on = today.today()
    lines = [
        {
            "name": each.name,
            "number": each.corporate_number,
            "kind": each.kind_words,
            "duties": each.duty_words,
            "begins_on": words.on(each.begins_on),
            "ends_on": words.on(each.ends_on),
            "is_over": each.ends_on < on,
            "staff": len(agencies.staff(each.corporate_number)),
            "confirmed": len(agencies.confirmed_by(each.corporate_number)),
        }
        for each in agencies.register(on=on)
    ]
    return render(request, "back_office/agencies/register.html", {"lines": lines})

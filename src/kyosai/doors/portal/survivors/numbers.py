"""ご遺族のマイナンバー — of whoever is due a share, sealed to the vault, kept in no draft."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from kyosai.doors.portal import sending
from kyosai.doors.portal.mine import my_number
from kyosai.doors.portal.persons import Visitor
from kyosai.doors.portal.survivors.room import in_the_room
from kyosai.doors.portal.survivors.telling import page_of
from kyosai.exchange import codes
from kyosai.exchange.messages.my_numbers import MyNumber


@sensitive_post_parameters("number")
@require_http_methods(["GET", "HEAD", "POST"])
@in_the_room
@never_cache
def give(request: HttpRequest, visitor: Visitor, key: str) -> HttpResponse:
    """Take the number of one relative; the core keeps it only for one it has entered."""
    form = my_number.Number(request.POST or None)
    if form.is_valid():
        relative = replace(visitor, person=codes.survivor(visitor.person, key=key))
        sealed = my_number.sealed(str(relative.person), form.cleaned_data["number"])
        sending.send(relative, MyNumber, sealed=sealed)
        return redirect("portal:bereaved_room")
    page = page_of("受け取る方のマイナンバー") | {"form": form}
    return render(request, "portal/survivors/number.html", page)

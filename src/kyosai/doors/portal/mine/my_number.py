"""マイナンバーを届ける — typed in once, sealed to the vault at once, kept in no draft."""

from base64 import b64encode

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from kyosai.basis import my_number as numbers
from kyosai.basis.refusal import Refused
from kyosai.doors.portal import sending
from kyosai.doors.portal.enrolment.asked import Asked
from kyosai.doors.portal.inputs import writing
from kyosai.doors.portal.inputs.fields import Text, told
from kyosai.doors.portal.mine import asking
from kyosai.doors.portal.persons import Provider, Visitor, signed_in_by
from kyosai.exchange import envelope
from kyosai.exchange.messages.my_numbers import MyNumber

BOX = "my_numbers_box.pub"
TITLE = "マイナンバーを届ける"


class Number(Asked):
    """The twelve digits on the back of the card."""

    number = told(
        Text(
            "マイナンバー（12けた）",
            ask="カードの裏にある12けたの数字を入力してください。",
            becomes=writing.digits,
            longest=numbers.LENGTH,
            help_text="カードの裏か、マイナンバー入りの住民票で確かめられます。",
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        ),
        why="税の書類に書くことが、法律で決まっているためです。ほかには使いません。",
        width="chars-13",
        inputmode="numeric",
    )

    def clean_number(self) -> str:
        """Ask whether the last digit belongs to the others."""
        given: str = self.cleaned_data["number"]
        try:
            numbers.insist(given)
        except Refused as refusal:
            raise forms.ValidationError(refusal.reason) from None
        return given


@sensitive_post_parameters("number")
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_by(Provider.DAA)
@never_cache
def give(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Say whether the number is needed, why, and what becomes of it; send it when it is given."""
    form = Number(request.POST or None)
    if form.is_valid():
        return redirect("portal:receipt", _sent(visitor, form.cleaned_data["number"]))
    keys = asking.Keys(visitor.reply_private, visitor.reply_public)
    seen = asking.see(request, "position", person=str(visitor.person), keys=keys)
    page = {
        "title": TITLE,
        "trail": [("トップ", "/"), ("わたしの手続き", "/mine/"), (TITLE, "")],
        "section": "mine",
        "form": form,
        "seen": seen,
        "view": seen.view,
        "refresh": None if form.is_bound else seen.refresh,
        "again": request.path,
    }
    return render(request, "portal/mine/my_number.html", page)


def sealed(owner: str, number: str) -> str:
    """Return owner and number, sealed to the vault, as text."""
    return b64encode(envelope.seal(f"{owner}:{number}".encode(), settings.KEYS[BOX])).decode()


def _sent(visitor: Visitor, number: str) -> str:
    return sending.send(visitor, MyNumber, sealed=sealed(str(visitor.person), number))

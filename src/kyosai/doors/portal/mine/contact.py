"""連絡先を直す（X06） — address, mail, telephone, and how one wants to be told; all on one page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kyosai.doors.portal import sending
from kyosai.doors.portal.enrolment import about_you
from kyosai.doors.portal.inputs.fields import Choice, Text
from kyosai.doors.portal.mine import asking
from kyosai.doors.portal.persons import Visitor, signed_in
from kyosai.exchange.messages.contact import ContactChange

TITLE = "連絡先を確かめる・直す"
TRAIL = [("トップ", "/"), ("わたしの手続き", "/mine/"), (TITLE, "")]
PAGE = "portal/mine/contact.html"
TERMS_VERSION = "2026-11-25"  # of the sentences about electronic delivery on the page
WAYS = (
    ("electronic", "サイトとメールで受け取る（電子）"),
    ("paper", "手紙で受け取る（紙）"),
)


class ContactForm(about_you.Contact):
    """Everything by which somebody can be reached."""

    address = Text(
        "住所（郵便番号から）",
        ask="郵便番号から、住所を入力してください。",
        longest=200,
        help_text="例：〒000-0000 東京都架空区見本町1丁目2番3号",
    )
    way = Choice(
        "お知らせの受け取り方",
        choices=WAYS,
        ask="受け取り方を選んでください。",
        help_text="電子を選ぶと、手紙は届きません。あとで変えられます。",
    )
    field_order = ("address", "email", "phone", "way")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
@never_cache
def change(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Show what we hold, and take it as it should be."""
    if request.method == "POST":
        form = ContactForm(request.POST)
        if form.is_valid():
            facts = dict(form.cleaned_data)
            receipt = sending.send(visitor, ContactChange, terms_version=TERMS_VERSION, **facts)
            return redirect("portal:receipt", receipt)
        return render(request, PAGE, _words(form=form))
    seen = _seen(request, visitor)
    held = seen.view or {}
    form = ContactForm(initial={name: held.get(name, "") for name in ContactForm.base_fields})
    told = {"seen": seen, "view": seen.view, "refresh": seen.refresh, "again": request.path}
    return render(request, PAGE, _words(form=form) | told)


def _words(*, form: ContactForm) -> dict[str, Any]:
    return {"title": TITLE, "trail": TRAIL, "section": "mine", "form": form}


def _seen(request: HttpRequest, visitor: Visitor) -> asking.Seen:
    keys = asking.Keys(visitor.reply_private, visitor.reply_public)
    return asking.see(request, "contact", person=str(visitor.person), keys=keys)

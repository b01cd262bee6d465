"""ご親族 — one at a time: who is alive, who receives for all, and to which account."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from kyosai.doors import today
from kyosai.doors.portal import drafts
from kyosai.doors.portal.enrolment.asked import Answers, Asked
from kyosai.doors.portal.inputs import writing
from kyosai.doors.portal.inputs.fields import Choice, Day, Text, told
from kyosai.doors.portal.persons import Visitor
from kyosai.doors.portal.survivors import ranks
from kyosai.doors.portal.survivors.room import DRAFT, in_the_room
from kyosai.doors.portal.survivors.telling import KANA, page_of

MOST = 12
EACH = "each"


class Member(Asked):
    """A relative who was alive on the day of death."""

    name = Text("お名前", ask="お名前を入力してください。")
    kana = Text(
        "フリガナ",
        ask="フリガナを入力してください。",
        wrong=KANA,
        becomes=writing.kana,
        fits=writing.is_kana,
    )
    birthdate = Day("生年月日", ask="生年月日を入力してください。", not_after=today.today)
    address = Text("ご住所", ask="ご住所を入力してください。", longest=100)
    kin = forms.ChoiceField(label="亡くなった方とのご関係", choices=ranks.KIN)
    supported = Choice(
        "亡くなった方の収入で暮らしていましたか",
        choices=(("yes", "はい"), ("no", "いいえ")),
        ask="「はい」か「いいえ」を選んでください。",
    )


class Account(Asked):
    """Where the money goes: an account in the receiver's own name."""

    bank_name = Text("金融機関の名前", ask="金融機関の名前を入力してください。")
    bank_code = told(
        Text(
            "金融機関コード（4けた）",
            ask="金融機関コードを入力してください。",
            wrong="金融機関コードは4けたの数字です。",
            becomes=writing.digits,
            fits=lambda text: len(text) == 4 and text.isdigit(),
        ),
        width="chars-4",
        inputmode="numeric",
    )
    branch_name = Text("支店の名前", ask="支店の名前を入力してください。")
    branch_code = told(
        Text(
            "支店コード（3けた）",
            ask="支店コードを入力してください。",
            wrong="支店コードは3けたの数字です。",
            becomes=writing.digits,
            fits=lambda text: len(text) == 3 and text.isdigit(),
        ),
        width="chars-4",
        inputmode="numeric",
    )
    account_kind = Choice(
        "口座の種類",
        choices=(("ordinary", "普通"), ("current", "当座")),
        ask="口座の種類を選んでください。",
    )
    account_number = told(
        Text(
            "口座番号（7けた）",
            ask="口座番号を入力してください。",
            wrong="口座番号は7けたの数字です。短いときは、前に0を付けてください。",
            becomes=writing.digits,
            fits=lambda text: len(text) == 7 and text.isdigit(),
        ),
        width="chars-8",
        inputmode="numeric",
    )
    holder_kana = Text(
        "口座の名義（カナ）",
        ask="口座の名義を入力してください。",
        wrong=KANA,
        becomes=writing.kana,
        fits=writing.is_kana,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@in_the_room
@never_cache
def add(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Add one relative; the room shows who comes first."""
    form, known = Member(request.POST or None), relatives(visitor)
    if form.is_valid() and len(known) < MOST:
        given = form.kept()
        numbers = [int(each["key"][1:]) for each in known]
        key = f"r{max(numbers, default=0) + 1}"
        member = given | {"key": key, "was_supported": given.pop("supported") == "yes"}
        drafts.keep(visitor, DRAFT, "relatives", [*known, _bare(member)])
        return redirect("portal:bereaved_check")
    page = page_of("ご親族を加える") | {"form": form}
    return render(request, "portal/survivors/form.html", page)


@require_POST
@in_the_room
def remove(request: HttpRequest, visitor: Visitor, key: str) -> HttpResponse:
    """Take one out again, with the account given for them."""
    left = [each for each in relatives(visitor) if each["key"] != key]
    accounts = {name: given for name, given in payees(visitor).items() if name != key}
    drafts.keep(visitor, DRAFT, "relatives", left)
    drafts.keep(visitor, DRAFT, "payees", accounts)
    return redirect("portal:bereaved_check")


@require_POST
@in_the_room
def agent(request: HttpRequest, visitor: Visitor) -> HttpResponse:
    """Keep who receives for all, or that each receives their own."""
    chosen = request.POST.get("agent", "")
    if chosen == EACH or chosen in {each["key"] for each in relatives(visitor)}:
        drafts.keep(visitor, DRAFT, "agent", chosen)
    return redirect("portal:bereaved_check")


@require_http_methods(["GET", "HEAD", "POST"])
@in_the_room
@never_cache
def account(request: HttpRequest, visitor: Visitor, key: str) -> HttpResponse:
    """Ask for the account of one who receives."""
    found = next((each for each in relatives(visitor) if each["key"] == key), None)
    if found is None:
        raise Http404
    form = Account(request.POST or None, initial=payees(visitor).get(key))
    if form.is_valid():
        drafts.keep(visitor, DRAFT, "payees", payees(visitor) | {key: form.kept()})
        return redirect("portal:bereaved_check")
    page = page_of(f"{found['name']}さんの振込先") | {"form": form}
    return render(request, "portal/survivors/form.html", page)


def relatives(visitor: Visitor) -> list[Answers]:
    """Return the relatives told so far."""
    return list(drafts.load(visitor, DRAFT).get("relatives", []))


def payees(visitor: Visitor) -> dict[str, Answers]:
    """Return the accounts told so far, by relative."""
    return dict(drafts.load(visitor, DRAFT).get("payees", {}))


def _bare(member: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in member.items() if name != "supported"}

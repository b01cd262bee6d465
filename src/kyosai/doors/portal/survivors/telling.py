"""ご遺族の方へ（C30・C31） — softer words, who comes first, which papers, and the first word."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from kyosai.basis import identifiers, parameters
from kyosai.doors import today
from kyosai.doors.portal import receipts
from kyosai.doors.portal.enrolment.asked import Asked
from kyosai.doors.portal.inputs import writing
from kyosai.doors.portal.inputs.fields import Choice, Day, Text
from kyosai.doors.portal.inputs.fields import told as with_words
from kyosai.doors.portal.public import reading
from kyosai.doors.portal.survivors import ranks
from kyosai.exchange import postbox
from kyosai.exchange.messages.survivors import DeathNotice

TITLE, TOLD = "ご遺族の方へ", "bereaved_receipt"
KANA = "フリガナは、カタカナかひらがなで入力してください。"


class Guide(Asked):
    """What decides rank and papers."""

    kin = Choice("亡くなった方とのご関係", choices=ranks.KIN, ask="ご関係を選んでください。")
    supported = Choice(
        "亡くなった方の収入で暮らしていましたか",
        choices=(("yes", "はい"), ("no", "いいえ")),
        ask="「はい」か「いいえ」を選んでください。",
    )
    many = Choice(
        "同じ関係の方は、ほかにもいますか",
        choices=(("yes", "はい（兄弟姉妹がいるときなど）"), ("no", "いいえ")),
        ask="「はい」か「いいえ」を選んでください。",
    )


class Notice(Asked):
    """Who has died, and where a letter reaches whoever writes."""

    contract = with_words(
        Text(
            "亡くなった方の契約者番号（9けた）",
            ask="契約者番号を入力してください。分からないときは、お電話ください。",
            wrong="番号は9けたです。証書か共済手帳で確かめてください。",
            becomes=writing.digits,
            fits=identifiers.is_contract_number,
        ),
        width="chars-13",
        inputmode="numeric",
    )
    deceased_kana = Text(
        "亡くなった方のフリガナ",
        ask="亡くなった方のフリガナを入力してください。",
        wrong=KANA,
        becomes=writing.kana,
        fits=writing.is_kana,
    )
    deceased_birthdate = Day(
        "亡くなった方の生年月日", ask="生年月日を入力してください。", not_after=today.today
    )
    died_on = Day("亡くなった日", ask="亡くなった日を入力してください。", not_after=today.today)
    name = Text("あなたのお名前", ask="お名前を入力してください。")
    kana = Text(
        "あなたのフリガナ",
        ask="フリガナを入力してください。",
        wrong=KANA,
        becomes=writing.kana,
        fits=writing.is_kana,
    )
    address = with_words(
        Text("手紙のお届け先", ask="ご住所を入力してください。", longest=100),
        why="ご遺族の部屋に入るコードを、手紙でお送りするためです。",
    )
    phone = with_words(
        Text(
            "電話番号",
            ask="電話番号を入力してください。",
            wrong="電話番号は、0から始まる10けたか11けたで入力してください。",
            becomes=writing.phone,
            fits=writing.is_phone,
        ),
        width="chars-13",
        inputmode="tel",
    )
    kin = forms.ChoiceField(
        label="亡くなった方とのご関係",
        choices=ranks.KIN,
        error_messages={"required": "ご関係を選んでください。"},
    )


@require_safe
def welcome(request: HttpRequest) -> HttpResponse:
    """Say what can be done, that there is time, and whom to call."""
    desk = parameters.table(reading.__package__, "contact")
    return render(request, "portal/survivors/welcome.html", page_of(TITLE) | {"desk": desk})


@require_safe
def guide(request: HttpRequest) -> HttpResponse:
    """Show the order of the Act, and the papers for one family."""
    form = Guide(request.GET or None)
    papers: list[dict[str, str]] = []
    if form.is_valid():
        given = form.cleaned_data
        papers = ranks.papers(
            kin=given["kin"],
            is_supported=given["supported"] == "yes",
            are_many=given["many"] == "yes",
        )
    page = page_of("受け取る順番と書類") | {"form": form, "order": ranks.ORDER, "papers": papers}
    return render(request, "portal/survivors/guide.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def tell(request: HttpRequest) -> HttpResponse:
    """Take the news; what is answered says nothing about whether there is a contract."""
    form = Notice(request.POST or None)
    if form.is_valid():
        receipt = receipts.drawn()
        received_at = today.now().isoformat(timespec="milliseconds")
        postbox.send(DeathNotice(received_at=received_at, receipt=receipt, **form.kept()))
        request.session[TOLD] = receipt
        return redirect("portal:bereaved_told")
    page = page_of("お知らせください") | {"form": form}
    return render(request, "portal/survivors/tell.html", page)


@require_safe
@never_cache
def told(request: HttpRequest) -> HttpResponse:
    """Show the receipt, and what comes next."""
    receipt = request.session.get(TOLD)
    if receipt is None:
        return redirect("portal:bereaved")
    page = page_of("お知らせを受け付けました") | {"receipt": receipt}
    return render(request, "portal/survivors/told.html", page)


def page_of(title: str) -> dict[str, Any]:
    """Return what every page for survivors shows around it."""
    trail = [("トップ", "/")] + ([(TITLE, "/bereaved/")] if title != TITLE else [])
    return {"title": title, "trail": [*trail, (title, "")], "section": "bereaved"}

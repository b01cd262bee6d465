"""失敗の画面 — pages for what cannot be shown, in plain words, telling nothing of the inside."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that there is no such page."""
    return _page(
        request,
        "ページが見つかりません",
        "番号やアドレスが正しいか、ご確認ください。",
        status=404,
    )


def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that a request could not be read; drawn without the session, unread as it is."""
    words = {
        "heading": "受け取った内容を読めませんでした",
        "body": "送られた内容に、使えない文字や形がありました。"
        "前の画面に戻り、もう一度入力してください。",
    }
    return HttpResponse(render_to_string("back_office/failure.html", words), status=400)


def broken(request: HttpRequest) -> HttpResponse:
    """Say that something of ours broke."""
    return _page(
        request,
        "画面を表示できませんでした",
        "システムの不具合です。入力した内容は保存されていないことがあります。"
        "しばらくしてから、もう一度お試しください。",
        status=500,
    )


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Say that this duty does not open this page."""
    return _page(
        request,
        "この画面は開けません",
        "あなたの職務では、この画面を開けません。必要なときは課長に相談してください。",
        status=403,
    )


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Say that a form came from a page grown old or from elsewhere."""
    return _page(
        request,
        "送信できませんでした",
        "画面が古くなっています。前の画面に戻り、開きなおしてから、もう一度送信してください。",
        status=403,
    )


def locked_out(request: HttpRequest, original: Any = None, credentials: Any = None) -> HttpResponse:
    """Say that there were too many wrong passwords."""
    return _page(
        request,
        "サインインを止めています",
        "パスワードの間違いが続きました。15分たってから、もう一度サインインしてください。",
        status=429,
    )


def wrong_method(request: HttpRequest) -> HttpResponse:
    """Say that this address is opened by a button."""
    return _page(
        request,
        "この開き方はできません",
        "この画面は、前の画面のボタンから開きます。前の画面に戻り、ボタンを押してください。",
        status=405,
    )


def _page(request: HttpRequest, heading: str, body: str, *, status: int) -> HttpResponse:
    page = {"heading": heading, "body": body}
    return render(request, "back_office/failure.html", page, status=status)

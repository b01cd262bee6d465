"""うまくいかないとき — what a person reads when a page cannot be shown, and what to do next."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from kyosai.doors.portal.surroundings import OPERATOR, SERVICE


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: nothing under this address."""
    return _page(
        404,
        "ページが見つかりません",
        "アドレスが変わったか、まちがっているようです。",
        "トップから、もう一度お探しください。",
    )


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: not for this person."""
    return _page(
        403,
        "このページは見られません",
        "ほかの方の手続きか、見る権限がないページです。",
        "ご自分の手続きは、サインインすると見られます。",
    )


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: a request we cannot read."""
    return _page(
        400,
        "受け取った内容を読めませんでした",
        "送られた内容に、使えない文字や形がありました。",
        "前の画面に戻って、もう一度入力してください。",
    )


def broken(request: HttpRequest) -> HttpResponse:
    """500: our own defect."""
    return _page(
        500,
        "こちらの不具合で表示できません",
        "入力した内容は、最後に「次へ」を押したところまで保存しています。",
        "数分たってから、もう一度お試しください。",
    )


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 of the CSRF check: the page was open for too long, or cookies are off."""
    return _page(
        403,
        "画面の有効期限が切れました",
        "長く開いていた画面か、Cookieを使えない設定のようです。まだ送られていません。",
        "Cookieを使える設定で、前の画面を開き直してから、もう一度送ってください。",
    )


def not_allowed(request: HttpRequest) -> HttpResponse:
    """405: a method this address does not know."""
    return _page(
        405,
        "この開き方はできません",
        "この画面は、前の画面のボタンから開きます。",
        "トップから、もう一度お進みください。",
    )


def _page(status: int, title: str, what: str, next_step: str) -> HttpResponse:
    """Render without session or database, which may be what has failed."""
    about: dict[str, Any] = {
        "service": SERVICE,
        "operator": OPERATOR,
        "home": "/",
        "workshop": False,
        "signed_in": False,
        "is_company": False,
    }
    page = render_to_string(
        "portal/failure.html",
        {"about": about, "failure": title, "what": what, "next_step": next_step},
    )
    response = HttpResponse(page, status=status)
    response["Cache-Control"] = "no-store"
    return response

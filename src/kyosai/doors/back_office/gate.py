"""門 — refuse, before anything reads it, a request whose bytes no database or page can hold."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from kyosai.doors.back_office import failures
from kyosai.doors.readable import is_readable


def gate(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Return the middleware that comes before all others."""

    def pass_through(request: HttpRequest) -> HttpResponse:
        if not is_readable(request):
            return failures.unreadable(request)
        response = get_response(request)
        if not isinstance(response, HttpResponseNotAllowed):
            return response
        explained = failures.wrong_method(request)
        explained["Allow"] = response["Allow"]
        return explained

    return pass_through

"""門 — refuse, before anything reads it, a request whose bytes no database or page can hold."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed

from kyosai.doors.portal import failures
from kyosai.doors.readable import is_readable


def gate(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[..., HttpResponse]:
    """Return the middleware: NUL and half characters refused, no page kept by a cache."""

    def pass_through(request: HttpRequest) -> HttpResponse:
        if not is_readable(request):
            return failures.bad_request(request, ValueError())
        response = get_response(request)
        if isinstance(response, HttpResponseNotAllowed):
            allowed = response["Allow"]
            response = failures.not_allowed(request)
            response["Allow"] = allowed
        if response.get("Content-Type", "").startswith("text/html"):
            response.setdefault("Cache-Control", "no-store")
        return response

    return pass_through

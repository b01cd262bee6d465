"""読める依頼 — is a request made of whole characters, in the one encoding our pages speak?

Asked before anything else reads the request: a NUL, half a character or a strange encoding would
otherwise break wherever it is read first.
"""

from django.http import HttpRequest

NEVER = "\x00"
SPOKEN = ("utf-8", "utf8")


def is_readable(request: HttpRequest) -> bool:
    """Tell whether address, query and cookies can be read by a database and shown on a page."""
    if (request.content_params or {}).get("charset", SPOKEN[0]).strip().lower() not in SPOKEN:
        return False
    texts = [request.path, *request.COOKIES.values()]
    for name, values in request.GET.lists():
        texts += [name, *values]
    return all(NEVER not in text and _is_whole(text) for text in texts)


def _is_whole(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True

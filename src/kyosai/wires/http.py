"""HTTP — one way to ask another system something: with time limits, and two kinds of failure."""

import json
from typing import Any

import httpx

from kyosai.wires.failure import Rejected, Unreachable

LIMITS = httpx.Timeout(10.0, connect=3.0)


def client(transport: httpx.BaseTransport | None = None) -> httpx.Client:
    """Return a client that follows no redirect, trusts no proxy and waits ten seconds at most."""
    return httpx.Client(
        timeout=LIMITS, follow_redirects=False, trust_env=False, transport=transport
    )


def ask(http: httpx.Client, method: str, url: str, **how: Any) -> httpx.Response:
    """Return the answer, whatever its status below 500; no answer or a 5xx is Unreachable."""
    try:
        answer = http.request(method, url, **how)
    except httpx.InvalidURL as error:
        raise Rejected(f"{url}: {error}") from error
    except httpx.HTTPError as error:
        raise Unreachable(f"{method} {url}: {error!r}") from error
    if answer.status_code >= 500 or answer.status_code == 429:
        raise Unreachable(f"{method} {url}: {answer.status_code}")
    return answer


def rejected(answer: httpx.Response) -> Rejected:
    """Return a refusal that tells what the other side said, shortened."""
    words = f"{answer.status_code} {answer.text[:300]}"
    return Rejected(f"{answer.request.url}: {words}", status=answer.status_code)


def fields(answer: httpx.Response) -> dict[str, Any]:
    """Return a JSON answer that must be one object."""
    try:
        found = json.loads(answer.content)
    except (ValueError, RecursionError):
        raise rejected(answer) from None
    if not isinstance(found, dict):
        raise rejected(answer)
    return found


def texts(answer: httpx.Response) -> dict[str, str]:
    """Return a JSON answer that must be one object of strings."""
    found = fields(answer)
    if not all(isinstance(value, str) for value in found.values()):
        raise rejected(answer)
    return found

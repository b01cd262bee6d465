"""An encoding we do not speak is marked at the doorstep, and only that is touched."""

import pytest

from kyosai.sites import doorstep


def told(content_type: str) -> str:
    seen: list[str] = []
    door = doorstep.watched(lambda environ, _: seen.append(environ["CONTENT_TYPE"]) or [])
    door({"CONTENT_TYPE": content_type}, None)
    return seen[0]


@pytest.mark.parametrize("charset", ["hex", "rot13", "base64", "utf-16", "utf-7", ""])
def test_an_encoding_we_do_not_speak_is_marked(charset: str) -> None:
    assert told(f"text/plain; charset={charset}") == doorstep.UNKNOWN


@pytest.mark.parametrize(
    "content_type",
    [
        "", "text/plain", "multipart/form-data; boundary=x", "text/html; charset=UTF-8",
        'application/json; charset="utf-8"', "application/x-www-form-urlencoded;charset=utf8",
    ],
)  # fmt: skip
def test_what_browsers_send_comes_in_as_it_is(content_type: str) -> None:
    assert told(content_type) == content_type

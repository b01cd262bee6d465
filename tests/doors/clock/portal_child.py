"""The portal's side: send so many notices, or ask for so many views and time each."""

import json
import sys
import time

import django


def send(count: int, pause: float) -> None:
    """Send notices numbered from zero."""
    from kyosai.exchange import postbox
    from tests.exchange.samples import notice

    for place in range(count):
        postbox.send(notice(request_id=f"r-{place}"))
        time.sleep(pause)


def look(count: int) -> None:
    """Ask for views one after the other, and print what came and how long each took."""
    from kyosai.exchange import views
    from tests.exchange.samples import SENT_AT

    seen = []
    for place in range(count):
        private, public = views.reply_keys()
        began = time.monotonic()
        asked = views.ask(
            "position", person="p", argument=str(place), reply_public=public, asked_at=SENT_AT
        )
        while (view := views.collect(asked, reply_private=private)) is None:
            assert time.monotonic() - began < 15
            time.sleep(0.005)
        seen.append((view["seen"], time.monotonic() - began))
    print(json.dumps(seen))


if __name__ == "__main__":
    django.setup()
    if sys.argv[1] == "send":
        send(int(sys.argv[2]), float(sys.argv[3]))
    else:
        look(int(sys.argv[2]))

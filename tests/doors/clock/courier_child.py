"""A courier process whose postroom writes one row for each message, and answers it."""

import signal
from threading import Event
from types import ModuleType
from typing import Any

import django


def note(number: str, *, kind: str = "") -> None:
    """Take the message and leave its effect, slowly enough to be killed in the middle."""
    from django.db import connection, transaction

    from kyosai.exchange import postbox, views
    from kyosai.exchange.messages.mandate_notices import MandateNotice
    from kyosai.exchange.messages.outbound import Answer
    from kyosai.exchange.messages.views import ViewRequest

    with transaction.atomic(durable=True):
        envelope, message = postbox.take(number)
        if isinstance(message, ViewRequest):
            payload: dict[str, Any] = {"seen": message.argument}
            postbox.reply(views.sealed(payload, to=envelope.number, reply_key=message.reply_key))
            return
        assert isinstance(message, MandateNotice)
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO effect (subject) VALUES (%s) RETURNING pg_sleep(0.01)",
                [message.request_id],
            )
        postbox.reply(Answer(envelope.number, message.request_id, "taken", message.received_at))


def main() -> None:
    """Run a courier until told to stop."""
    django.setup()
    from kyosai.doors import postroom
    from kyosai.doors.clock import courier

    assert isinstance(postroom, ModuleType)
    postroom.hand_over = note
    stop = Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    print("setting out", flush=True)
    courier.run(stop)


if __name__ == "__main__":
    main()

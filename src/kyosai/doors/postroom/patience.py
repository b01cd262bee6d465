"""待つ・待たない — how long a message waits for what should have come with it."""

from datetime import datetime, timedelta

from kyosai.doors import today
from kyosai.exchange.postbox import NotYet

AT_MOST = timedelta(minutes=10)


def wait(sent_at: datetime) -> None:
    """Ask to be tried again, unless the message has waited long enough by machine time."""
    if today.machine_now() - sent_at < AT_MOST:
        raise NotYet

"""The courier process: it dials the relay, keeps what came, and hands it to the postroom."""

import os
import signal
from threading import Event

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kyosai.sites.core.settings")

if __name__ == "__main__":
    django.setup()
    from kyosai.doors.clock import courier

    stop = Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    courier.run(stop)

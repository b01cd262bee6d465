"""The clock process: time is a visitor too."""

import os
import signal
from threading import Event

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kyosai.sites.core.settings")

if __name__ == "__main__":
    django.setup()
    from kyosai.doors.clock import visits

    stop = Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    visits.run(stop)

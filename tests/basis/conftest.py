"""Properties are tried without a stopwatch: a busy machine is not a counter-example."""

from hypothesis import settings

settings.register_profile("no_stopwatch", deadline=None)
settings.load_profile("no_stopwatch")

"""経過 — values and formulas that the law has changed over the years."""

from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

T = TypeVar("T")


class NotYetInForce(LookupError):
    """Nothing was in force on that day: absent is not zero."""


@dataclass(frozen=True)
class Version(Generic[T]):
    """What holds from a day on, and where that is written."""

    since: date
    value: T
    source: str


class Dated(Generic[T]):
    """The versions of one value, oldest first."""

    def __init__(self, *versions: Version[T]) -> None:
        since = [version.since for version in versions]
        assert since == sorted(set(since)), "versions go from old to new, one a day"
        self.versions = versions

    def on(self, day: date) -> T:
        """Return the value in force on a day; refuse a day before the first version."""
        return self.version_on(day).value

    def version_on(self, day: date) -> Version[T]:
        """Return the version in force on a day, with its source."""
        for version in reversed(self.versions):
            if version.since <= day:
                return version
        raise NotYetInForce(f"nothing in force on {day}; first version {self.versions[0].since}")

"""キー — enumerations with a key for messages and columns, and a Japanese value for people."""

from enum import Enum
from typing import Self


class Keyed(Enum):
    """An enumeration whose members travel as ``key`` and are shown as ``value``."""

    @property
    def key(self) -> str:
        """The member's name in lower case."""
        return self.name.lower()

    @classmethod
    def of(cls, key: str) -> Self:
        """Return the member of a key; raise KeyError for an unknown one."""
        for member in cls:
            if member.key == key:
                return member
        raise KeyError(key)

"""A process that dies: an act that is broken off before its n-th statement, and begun again."""

import random
from collections.abc import Callable
from typing import Any

from django.db import connection


class Killed(BaseException):
    """The process is gone. Nothing of ours may catch it."""


class _Killing:
    def __init__(self, at: int) -> None:
        self.left = at

    def __call__(self, execute: Any, *statement: Any) -> Any:
        self.left -= 1
        if self.left <= 0:
            raise Killed
        return execute(*statement)


def surviving(act: Callable[[], object], *, chance: random.Random, rate: float) -> int:
    """Do something to its end, broken off now and then; return how often that was."""
    deaths = 0
    while chance.random() < rate:
        try:
            with connection.execute_wrapper(_Killing(chance.randrange(1, 40))):
                act()
        except Killed:
            deaths += 1
        else:
            return deaths
    act()
    return deaths

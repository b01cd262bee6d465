"""項目の画像を出す — the boxes of one form for others to read, and their end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection


@dataclass(frozen=True)
class Snippet:
    """One box of one form: what a reader sees, and nothing else of the form."""

    field: str
    side: str
    label: str
    hint: str
    shape: str
    picture: bytes


def place(form: str, snippets: Sequence[Snippet], *, title: str, due_at: datetime) -> None:
    """Lay the boxes of a form out to be read by two companies."""
    with connection.cursor() as cursor:
        for each in snippets:
            cursor.execute(
                "SELECT keying.place(%s, %s, %s, %s, %s, %s, %s, %s, %s)",
                [
                    form,
                    each.field,
                    each.side,
                    title,
                    each.label,
                    each.hint,
                    each.shape,
                    each.picture,
                    due_at,
                ],
            )


def forget(form: str) -> None:
    """Destroy the pictures of a form and what was read; how long it took stays."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT keying.forget(%s)", [form])

"""個人番号を開く — one at a time, for one tax paper, by one duty, and written down as it is done.

The box opens with a key that only the back office has.
"""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import connection

from kyosai.basis.refusal import Refused
from kyosai.exchange import envelope
from kyosai.records.my_numbers.vault import PURPOSES

KEY = "my_numbers_box.key"

__all__ = ["PURPOSES", "NotOpened", "is_kept", "open_one"]


class NotOpened(Refused):
    """The vault kept the number in; it has noted who asked."""

    reason = "マイナンバーを開けません。"

    def __init__(self, refusal: str) -> None:
        super().__init__(REASONS[refusal], field=refusal)


REASONS = {
    "purpose": "マイナンバーを開けるのは、税の書類を作るときだけです。目的を選び直してください。",
    "officer": "マイナンバーを開けるのは、給付課の審査の担当者だけです。担当者に頼んでください。",
    "second factor": "もう一度、2つ目の確認をしてください。確認から5分以内に開けます。",
    "nothing kept": "この方のマイナンバーは届いていません。ご本人に届け出を頼んでください。",
    "case": "この案件ではマイナンバーを開けません。小規模の給付の案件から開いてください。",
    "too many": "1時間に開ける件数をこえました。時間をおいてください。",
}


def is_kept(party: UUID) -> bool:
    """Tell whether somebody's number is here."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT my_numbers.is_kept(%s)", [party])
        return bool(cursor.fetchone()[0])


def open_one(
    party: UUID,
    *,
    purpose: str,
    officer: str,
    role: str,
    case: str,
    proved_at: datetime | None,
    at: datetime,
) -> str:
    """Return one number; the vault writes down who saw it and why, or who was refused.

    ``proved_at`` is when the second factor was shown, by machine time; ``at`` by business time.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT refusal, bound, content FROM my_numbers.open_one(%s, %s, %s, %s, %s, %s, %s)",
            [party, purpose, officer, role, case, proved_at, at],
        )
        refusal, bound_to, content = cursor.fetchone()
    if refusal:
        raise NotOpened(refusal)
    return _opened(bytes(content), bound_to=bound_to)


def _opened(content: bytes, *, bound_to: str) -> str:
    """Return what a box holds; one moved to another row does not open."""
    key = settings.MY_NUMBER_KEYS[KEY]
    owner, _, number = envelope.unseal(content, key).decode().rpartition(":")
    if owner != bound_to:
        raise envelope.BadSeal("別の人の番号です")
    return number

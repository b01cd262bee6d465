"""コードの手紙 — a receipt number and a code, to the address a relative gave; nothing else."""

from datetime import datetime

from kyosai.exchange.messages.survivors import DeathNotice
from kyosai.records.letters import reads, writes
from kyosai.records.letters.reads import Sent
from kyosai.records.letters.writes import Draft

KIND = "code_letter"
LEAD = (
    "ご遺族の手続きに使う番号とコードのお知らせです。",
    "請求する方は、下の入口で番号とコードを入れてください。",
    "亡くなった日から5年までです。落ち着いてからでかまいません。",
)
BODY = """心よりお悔やみ申し上げます。
下の番号とコードで、ご遺族の部屋に入れます。

コードは、ほかの方に見せないでください。
オンラインを使わないときは、お電話ください。書類をお送りします。"""


def write(message: DeathNotice, *, code: str, at: datetime) -> None:
    """Lay the letter out; it goes to whoever told us, who is nobody we hold."""
    writes.lay_out(
        [
            Draft(
                key=_key(message.receipt),
                kind=KIND,
                title="ご遺族の手続きのご案内",
                lead=LEAD,
                body=BODY,
                rows=(("受付番号", message.receipt), ("コード", code)),
                path="/bereaved/enter/",
                name=message.name,
                address=message.address,
                at=at,
            )
        ]
    )


def of(receipt: str) -> Sent | None:
    """Return how far the letter of a room has come."""
    return reads.under(_key(receipt))


def _key(receipt: str) -> str:
    return f"{KIND}:{receipt}"

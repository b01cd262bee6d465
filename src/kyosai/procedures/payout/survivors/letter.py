"""コードの手紙 — a receipt number and a code, to the address a relative gave; nothing else."""

from datetime import datetime
from uuid import UUID

from django.conf import settings

from kyosai.basis import tokyo
from kyosai.exchange.messages.survivors import DeathNotice
from kyosai.formats.paper import decision
from kyosai.formats.paper.decision import Decision
from kyosai.procedures.payout.papers import ISSUER
from kyosai.records.documents import reads, writes
from kyosai.records.documents.reads import Kept

KIND = "code_letter"
NOBODY = UUID(int=0)  # the letter belongs to a room, not to anybody who signs in


def write(message: DeathNotice, *, code: str, at: datetime) -> None:
    """Keep the letter for the desk that posts it."""
    page = Decision(
        title="ご遺族の手続きのご案内",
        number=message.receipt,
        holder=message.name,
        address=message.address,
        lead=(
            "心よりお悔やみ申し上げます。",
            "お手続きは、落ち着いてからでかまいません。",
            "下の番号とコードで、ご遺族の部屋に入れます。",
        ),
        groups=(
            ("ご遺族の部屋", [("受付番号", message.receipt), ("コード", code)]),
            ("入るところ", [("住所", f"{settings.PORTAL_URL}/bereaved/enter/")]),
        ),
        notes=(
            "コードは、ほかの方に見せないでください。",
            "請求できるのは、亡くなった日から5年です。",
            "オンラインを使わないときは、お電話ください。書類をお送りします。",
        ),
        issued_on=tokyo.in_tokyo(at).date(),
        issuer=ISSUER,
        is_sample=settings.WORKSHOP,
    )
    writes.keep(
        decision.written(page),
        person=NOBODY,
        kind=KIND,
        filename=f"ご案内_{message.receipt}.pdf",
        media="application/pdf",
        at=at,
        number=message.receipt,
    )


def of(receipt: str) -> Kept | None:
    """Return the letter of a room, to be printed."""
    return reads.issued(KIND, number=receipt)

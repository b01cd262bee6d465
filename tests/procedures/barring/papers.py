"""Papers of courts and tax offices, plainly fictional, as an officer would enter them."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from kyosai.basis.money import Yen
from kyosai.procedures.barring import enter
from kyosai.procedures.barring.divide import Payable
from kyosai.procedures.barring.enter import Served

NOW = datetime.fromisoformat("2026-10-29T10:00:00+09:00")
PICTURE = b"\x89PNG\r\n\x1a\n sample"
TAX_OFFICE = Payable(
    bank_code="9902",
    bank_name="見本第二銀行",
    branch_code="002",
    branch_name="本店",
    account_kind="1",
    account_number="7654321",
    holder_kana="ｶｸｳｾﾞｲﾑｼﾖ",
)


def served(**changes: Any) -> Served:
    """Return what a tax office's paper says."""
    told: dict[str, Any] = {
        "kind": "tax_seizure",
        "claimant": "架空税務署",
        "reference": "架空徴第12号",
        "served_on": date(2026, 10, 28),
        "claimed": Yen(500_000),
        "paper": PICTURE,
        "filename": "差押通知書.png",
    }
    return Served(**told | changes)


def held(contract: str, *, is_confirmed: bool = True, at: datetime = NOW, **changes: Any) -> UUID:
    """Let one officer enter a paper, and another confirm it."""
    hold = enter.enter(contract, served(**changes), officer="makoto", at=at)
    if is_confirmed:
        enter.decide(hold, is_right=True, officer="kaoru", why="書類と合っています。", at=at)
    return hold

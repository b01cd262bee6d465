"""A family that writes after a death, and the code its letter holds."""

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4

import pytest

from kyosai.exchange import codes
from kyosai.exchange.messages.survivors import DeathClaim, DeathNotice, PayeeTold, RelativeTold
from kyosai.procedures.payout.survivors import claim, desk, notice
from kyosai.records.survivors import reads as rooms
from tests.procedures.applications import kept
from tests.procedures.payout.claimants import AT, holder

CODE = "ABCD-EFGH-JKMN"
PERSON = uuid4()
NOW = datetime.fromisoformat(AT + "+09:00")
_serial = count(1)


def tick() -> datetime:
    """Return a moment later than all before."""
    return NOW + timedelta(seconds=next(_serial))


def told(key: str, kin: str = "child", *, supported: bool = False, **facts: Any) -> RelativeTold:
    made = RelativeTold(
        key, f"完了 {key}", "カンリヨウ", "1990-01-01", "東京都架空区", kin, supported,  # type: ignore[arg-type]
    )  # fmt: skip
    return replace(made, **facts)


def account(key: str, number: str = "1234567") -> PayeeTold:
    return PayeeTold(key, "9901", "見本銀行", "001", "本店", "ordinary", number, "カンリヨウ")


def death(number: str, **facts: Any) -> DeathNotice:
    made = DeathNotice(
        received_at=NOW.isoformat(), receipt=f"U-N-{next(_serial)}", contract=number,
        deceased_kana="カンリヨウ タロウ", deceased_birthdate="1958-04-01", died_on="2026-10-15",
        name="完了 春子", kana="カンリヨウ ハルコ", address="東京都架空区", phone="0300000000",
        kin="spouse",
    )  # fmt: skip
    return replace(made, **facts)


def news(message: DeathNotice, monkeypatch: pytest.MonkeyPatch) -> str:
    """Let the core hear of a death under a code the test knows; return the case."""
    monkeypatch.setattr(codes, "drawn", lambda: CODE)
    at = tick()
    return notice.receive(kept(message, fetched_at=at), at=at)


def claimed(
    room: str,
    relatives: list[RelativeTold],
    payees: list[PayeeTold],
    *,
    agent: str = "",
    code: str = CODE,
    person: UUID = PERSON,
) -> str:
    at = tick()
    message = DeathClaim(
        str(person), at.isoformat(), f"U-C-{next(_serial)}", room, codes.digest(code),
        tuple(relatives), agent, tuple(payees), (),
    )  # fmt: skip
    return claim.receive(kept(message, fetched_at=at), at=at)


def to_be_decided(
    monkeypatch: pytest.MonkeyPatch,
    relatives: list[RelativeTold],
    payees: list[PayeeTold],
    *,
    agent: str = "",
    **facts: Any,
) -> str:
    """Bring a death before the second officer; return the case."""
    number = holder(**facts)
    case = news(death(number), monkeypatch)
    found = rooms.of_case(case)
    assert found is not None
    assert claimed(found.receipt, relatives, payees, agent=agent) == "at_desk"
    desk.examine(case, officer="shinsa", at=tick())
    return case

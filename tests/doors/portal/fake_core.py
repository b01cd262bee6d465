"""A core that opens what the portal sealed, and answers the way the real one does."""

from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.conf import settings

from kyosai.exchange import envelope, shelf, views
from kyosai.exchange.messages.outbound import Answer
from kyosai.exchange.messages.plain import Message, from_json, to_json
from kyosai.exchange.messages.views import ViewRequest

AT = datetime.fromisoformat("2026-10-01T20:14:20+09:00")


@dataclass(frozen=True)
class Arrived:
    number: str
    message: Message


def arrived(kind: str = "") -> list[Arrived]:
    """Open everything not yet acknowledged, in order."""
    found = []
    for wire in shelf.unacknowledged(500):
        outside, sealed = envelope.from_wire(wire)
        content = envelope.unseal(sealed, settings.KEYS["core_box.key"])
        opened = from_json(content, kind=outside.kind, version=outside.version)
        if kind in ("", outside.kind):
            found.append(Arrived(outside.number, opened))
    return found


def answer(receipt: str, status: str, *, at: datetime = AT) -> None:
    _bring(Answer(to=str(uuid4()), receipt=receipt, status=status, at=at.isoformat()))


def show(payloads: dict[str, dict[str, Any]]) -> int:
    """Answer every view request that has a payload; return how many."""
    answered = 0
    for each in arrived("view_request"):
        request = each.message
        assert isinstance(request, ViewRequest)
        if request.view in payloads:
            view = views.sealed(payloads[request.view], to=each.number, reply_key=request.reply_key)
            _bring(view)
            shelf.acknowledge([each.number])
            answered += 1
    return answered


def _bring(message: Any) -> None:
    body = to_json(message)
    signature = envelope.sign(body, settings.KEYS["core_sign.key"])
    shelf.store(
        [
            {
                "number": str(uuid4()),
                "kind": message.kind,
                "body": b64encode(body).decode(),
                "signature": b64encode(signature).decode(),
            }
        ]
    )


POSITION = {
    "as_of": "2026-10-01T20:14:20+09:00",
    "person": {"name": "見本 花子"},
    "contracts": [
        {
            "number": "000000195",
            "scheme": "skk",
            "formed_on": "2026-10-01",
            "status": "active",
            "monthly_premium": 30000,
            "capacity": "sole_proprietor",
            "first_debit_on": "2026-10-19",
            "year_deduction": {"year": 2026, "yen": 90000, "lines": []},
            "premiums": [
                {
                    "month": "2026-10",
                    "yen": 30000,
                    "state": "paid",
                    "debit_on": "2026-10-19",
                    "confirmed_on": "2026-10-27",
                    "words": "10月分 納付済み",
                },
                {
                    "month": "2026-11",
                    "yen": 30000,
                    "state": "scheduled",
                    "debit_on": "2026-11-18",
                    "confirmed_on": "",
                    "words": "11月分 引き落とし予定",
                },
            ],
            "account": {"bank": "サンプル銀行", "masked": "****345"},
            "certificate_number": "S-00000001-95",
            "paid_so_far": {"months": 1, "yen": 30000},
            "benefit_today": {"a": 0, "b": 0, "jun": 0, "cancellation": 0},
        }
    ],
    "filings": [],
    "notices": [
        {
            "id": "0b0f6e0e-0000-4000-8000-000000000001",
            "at": "2026-10-01T20:14:20+09:00",
            "title": "契約が成立しました",
            "read": False,
        }
    ],
}
NOTICE = {
    "id": "0b0f6e0e-0000-4000-8000-000000000001",
    "at": "2026-10-01T20:14:20+09:00",
    "title": "契約が成立しました",
    "body": "契約が成立しました。\n\nはじめての引き落としは2026年10月19日（月）です。",
    "actions": [{"label": "わたしの契約を見る", "url": "/mine/"}],
}
LOOKS = {
    "looks": [
        {
            "at": "2026-10-02T09:10:00+09:00",
            "who": "契約課の担当者",
            "what": "口座番号",
            "why": "名義の確認",
        }
    ]
}
DOCUMENT = {"filename": "certificate.pdf", "media": "application/pdf", "content": "JVBERi0xLjcK"}
CERTIFICATE = {
    "valid": True,
    "number": "S-00000001-95",
    "formed_on": "2026-10-01",
    "state": "有効",
}
EVERYTHING = {
    "position": POSITION,
    "notice": NOTICE,
    "who_looked": LOOKS,
    "document": DOCUMENT,
    "certificate": CERTIFICATE,
}

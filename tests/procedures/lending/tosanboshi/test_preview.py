"""借入れの見込み — what a page shows is what would be done, and to its own holder alone."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import uuid4

import pytest
from nacl.public import PrivateKey

from kyosai.basis.refusal import Malformed
from kyosai.exchange import views
from kyosai.exchange.messages import plain
from kyosai.exchange.messages.tosanboshi_lending import (
    MutualAidContract,
    TemporaryLoanRequest,
    TosanboshiLending,
)
from kyosai.exchange.messages.views import ViewKind, ViewRequest
from kyosai.procedures.lending.tosanboshi import preview
from kyosai.procedures.lending.tosanboshi.mutual_aid.conclude import NothingToSign
from tests.procedures.applications import kept
from tests.procedures.lending.tosanboshi import claims, firm
from tests.procedures.lending.tosanboshi.claims import claim
from tests.procedures.lending.tosanboshi.firm import PERSON, moment

KEY = b64encode(bytes(PrivateKey.generate().public_key)).decode()
NOW = "2026-11-05T10:00:00"


@pytest.fixture(autouse=True)
def holder(db: None) -> str:
    return firm.firm(months=13)


def seen(
    view: ViewKind,
    wish: TosanboshiLending | None = None,
    *,
    person: str = PERSON,
    monkeypatch: pytest.MonkeyPatch,
) -> Mapping[str, Any]:
    """Ask as the portal asks; return what would be sealed to the session."""
    shown: dict[str, Any] = {}
    sealed = views.sealed

    def opened(payload: dict[str, Any], **how: Any) -> Any:
        shown.update(payload)
        return sealed(payload, **how)

    monkeypatch.setattr(preview.views, "sealed", opened)
    argument = f"{wish.kind} {plain.to_json(wish).decode()}" if wish else ""
    request = ViewRequest(view, person, argument, KEY, moment(NOW).isoformat())
    preview.show(kept(request, fetched_at=moment(NOW)), at=moment(NOW))
    return shown


def test_the_limit_stands_with_its_reasons_and_the_loans(monkeypatch: pytest.MonkeyPatch) -> None:
    firm.lend(firm.request(300_000, at="2026-10-29T10:00:00"))

    shown = seen("tosanboshi_loans", monkeypatch=monkeypatch)

    assert shown["temporary_limit"] == 1_850_000  # 2,600,000 × 0.75 × 0.95, by the unit
    assert shown["loans"][0]["left"] == 300_000
    assert any("規則25条" in each["provisions"] for each in shown["why"])


def test_a_claim_shows_the_limit_before_it_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = seen("tosanboshi_offer", claim(), monkeypatch=monkeypatch)

    said = [each["sentence"] for each in shown["why"]]
    assert (shown["limit"], shown["used_up"]) == (15_000_000, 1_500_000)
    assert "回収が困難となった額は15,000,000円です。" in said
    assert any(sentence.startswith("納めた掛金は2,600,000円です。") for sentence in said)
    assert not [sentence for sentence in said if sentence.isascii()]
    assert len(said) == len(set(said))
    assert shown["turns"] == "277,778円を53回、最後に277,766円"


def test_the_contract_shown_is_the_one_signed(monkeypatch: pytest.MonkeyPatch) -> None:
    case = claims.received(claim())
    claims.proposed(case)
    claims.approved(case)
    wish = MutualAidContract(PERSON, moment(NOW).isoformat(), "", case.receipt, None)

    shown = seen("tosanboshi_offer", wish, monkeypatch=monkeypatch)

    signed = claims.signature(case, at=NOW).signed
    assert signed is not None and shown["digest"] == signed.digest
    assert "掛金から消える額：1,500,000円" in shown["text"]


def test_no_contract_is_shown_before_it_is_decided(monkeypatch: pytest.MonkeyPatch) -> None:
    case = claims.received(claim())
    wish = MutualAidContract(PERSON, moment(NOW).isoformat(), "", case.receipt, None)

    shown = seen("tosanboshi_offer", wish, monkeypatch=monkeypatch)

    assert shown["refused"] == NothingToSign.reason


def test_nobody_is_shown_another_persons_wish(monkeypatch: pytest.MonkeyPatch) -> None:
    stranger = str(uuid4())
    wish = TemporaryLoanRequest(PERSON, moment(NOW).isoformat(), "", 300_000, None)

    with pytest.raises(Malformed):
        seen("tosanboshi_offer", wish, person=stranger, monkeypatch=monkeypatch)
    own = replace(wish, person=stranger)
    shown = seen("tosanboshi_offer", own, person=stranger, monkeypatch=monkeypatch)
    assert "契約がありません" in shown["refused"]

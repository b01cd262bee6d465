"""A claim's proof is read before the procedure: what the tax office signed needs nobody."""

from base64 import b64encode
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings

from kyosai.casework import reads as cases
from kyosai.doors import postroom, today
from kyosai.exchange.messages.claims import Claim, Proof
from kyosai.records.benefits import reads as benefits
from tests.formats.etax import office
from tests.procedures.applications import kept
from tests.procedures.collection import world
from tests.procedures.payout.claimants import claimed, holder

pytestmark = pytest.mark.django_db
AT = "2026-10-29T13:20:00"
NOW = datetime.fromisoformat(AT + "+09:00")
CLOSING = (
    office.NOTICE.replace("所得税確定申告", "個人事業の廃業届")
    .replace("見本　花子", "完了　太郎")
    .replace("1980-04-01", "1958-04-01")
    .replace("2026-03-10T21:14:05", "2026-10-20T21:14:05")
)


@pytest.fixture(autouse=True)
def surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(today, "now", lambda: NOW)
    certificate = tmp_path / "etax.crt"
    certificate.write_bytes(office.identity("office")[1])
    monkeypatch.setattr(settings, "ETAX_CERT_FILE", str(certificate))


def shown_by(notice: str, *, by: str = "office", happened_on: str = "2026-10-15") -> Claim:
    content = b64encode(office.signed(notice, by=by)).decode()
    proof = Proof("etax_receipt", content, ())
    return claimed("closed", at=AT, proof=proof, happened_on=happened_on)


def status(message: Claim) -> str:
    number = kept(message, fetched_at=NOW)
    postroom.hand_over(number)
    ((found,),) = world.run("SELECT outcome FROM case_file WHERE receipt = %s", [message.receipt])
    return str(found)


def test_a_signed_closing_of_ones_own_is_paid_without_a_person() -> None:
    contract = holder()

    outcome = status(shown_by(CLOSING))

    assert outcome == "accepted"
    assert [each.due for each in benefits.of_contract(contract)] == ["a"]


@pytest.mark.parametrize(
    ("message", "finding"),
    [
        pytest.param(
            lambda: shown_by(office.NOTICE), "receipt_form", id="確定申告の受信通知ではだめ"
        ),
        pytest.param(
            lambda: shown_by(CLOSING.replace("完了　太郎", "別人　次郎")),
            "receipt_name",
            id="別の人",
        ),
        pytest.param(
            lambda: shown_by(CLOSING, by="stranger"), "receipt_not_believed", id="ほかの人の署名"
        ),
        pytest.param(
            lambda: shown_by(CLOSING, happened_on="2026-10-25"), "receipt_before", id="廃業より前"
        ),
    ],
)
def test_anything_else_goes_to_the_desk_with_what_is_wrong(message, finding: str) -> None:  # type: ignore[no-untyped-def]
    contract = holder()

    outcome = status(message())

    assert outcome == ""
    assert benefits.of_contract(contract) == []
    (waiting,) = cases.queue("benefits", at=NOW)
    troubles = [
        row["key"]
        for entry in cases.file(waiting.number)
        for row in entry.findings
        if row.get("is_well") is False
    ]
    assert finding in troubles

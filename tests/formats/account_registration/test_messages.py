"""What the hub says is signed and strictly read."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kyosai.basis.refusal import Malformed
from kyosai.formats.account_registration import messages, signing
from kyosai.formats.account_registration.messages import Status

GOLDEN = json.loads((Path(__file__).parent.parent / "golden/web_mandate_start.json").read_bytes())
KEY = b"test-key-0001"
STATE = {
    "request_id": "REQ0001",
    "mandate_id": "M-0001",
    "customer_no": "00000000000000000001",
    "status": "REGISTERED",
    "code": "00",
    "bank_code": "9901",
    "bank_name": "サンプル銀行",
    "branch_code": "001",
    "branch_name": "本店",
    "acct_type": "1",
    "acct_no_masked": "****345",
    "name_kana": "ﾐﾎﾝ ﾊﾅｺ",
    "registered_on": "2026-11-18",
    "timestamp": "2026-11-18T21:14:05+09:00",
}


def test_the_golden_request_has_its_canonical_form_and_signature() -> None:
    request = GOLDEN["request"]

    assert signing.canonical(request).decode() == GOLDEN["canonical_utf8"]
    assert signing.signature(request, key=KEY) == GOLDEN["x_signature"]
    assert signing.is_signed(request, by=GOLDEN["x_signature"], key=KEY)


@given(st.sampled_from(sorted(GOLDEN["request"])), st.text(max_size=20))
def test_a_changed_field_breaks_the_signature(name: str, value: str) -> None:
    changed = GOLDEN["request"] | {name: value}

    is_signed = signing.is_signed(changed, by=GOLDEN["x_signature"], key=KEY)

    assert is_signed is (changed == GOLDEN["request"])


@pytest.mark.parametrize("wrong", ["", "0" * 64, "署名", "\ud800"])
def test_a_wrong_signature_is_told_not_raised(wrong: str) -> None:
    assert not signing.is_signed(GOLDEN["request"], by=wrong, key=KEY)
    assert not signing.is_signed_file(b"x", by=wrong, key=KEY)


def test_a_registered_mandate_is_read() -> None:
    state = messages.mandate_state(STATE)

    assert state.status is Status.REGISTERED
    assert (state.bank_code, state.branch_code, state.account_kind) == ("9901", "001", "1")
    assert state.account_masked == "****345"
    assert state.registered_on == date(2026, 11, 18)


def test_a_pending_mandate_has_no_account_yet() -> None:
    blank = dict.fromkeys(
        ["code", "bank_code", "branch_code", "acct_type", "acct_no_masked", "registered_on"], ""
    )

    state = messages.mandate_state(STATE | blank | {"status": "PENDING"})

    assert state.status is Status.PENDING
    assert state.registered_on is None


@pytest.mark.parametrize(
    ("change", "field"),
    [
        pytest.param({"status": "OK"}, "status", id="知らない状態"),
        pytest.param({"status": ""}, "status", id="状態なし"),
        pytest.param({"code": "11"}, "code", id="登録済みなのに失敗コード"),
        pytest.param({"status": "REFUSED"}, "code", id="失敗なのに成功コード"),
        pytest.param({"status": "REFUSED", "code": "55"}, "code", id="知らないコード"),
        pytest.param({"bank_code": "99"}, "bank_code", id="銀行が2桁"),
        pytest.param({"bank_code": ""}, "bank_code", id="登録済みなのに銀行なし"),
        pytest.param({"customer_no": "１" * 20}, "customer_no", id="全角の顧客番号"),
        pytest.param({"mandate_id": ""}, "mandate_id", id="受付番号なし"),
        pytest.param({"mandate_id": "M\n1"}, "mandate_id", id="改行入りの受付番号"),
        pytest.param({"mandate_id": "M" * 61}, "mandate_id", id="長すぎる受付番号"),
        pytest.param({"bank_name": "サ" * 61}, "bank_name", id="長すぎる銀行名"),
        pytest.param({"registered_on": "2026-02-30"}, "registered_on", id="ない日"),
        pytest.param({"timestamp": "きのう"}, "timestamp", id="時刻でない"),
        pytest.param({"timestamp": "2026-11-18T21:14:05"}, "timestamp", id="時差のない時刻"),
    ],
)
def test_a_state_that_makes_no_sense_is_refused(change: dict[str, str], field: str) -> None:
    with pytest.raises(Malformed) as refused:
        messages.mandate_state(STATE | change)

    assert refused.value.field == field


@given(st.dictionaries(st.sampled_from(sorted(STATE)), st.text(max_size=30)))
def test_any_fields_are_read_or_refused(change: dict[str, str]) -> None:
    try:
        messages.mandate_state(STATE | change)
        messages.mandate_return(STATE | change)
    except Malformed:
        pass

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from nacl.public import PrivateKey

from kyosai.basis import fingerprint
from kyosai.basis.refusal import Malformed
from kyosai.exchange import envelope
from kyosai.exchange.envelope import BadSeal
from tests.exchange.samples import SENT_AT, application, notice, sealed

pytestmark = pytest.mark.usefixtures("state")


def test_only_the_core_can_open_what_the_portal_sealed() -> None:
    outside, body = sealed(application())

    assert envelope.opened(outside, body) == application()
    with pytest.raises(BadSeal):
        envelope.unseal(body, bytes(PrivateKey.generate()))


def test_a_body_tells_only_how_many_kibibytes_it_has() -> None:
    sizes = {len(envelope.seal(b"x" * n, bytes(PrivateKey.generate().public_key)))
             for n in (0, 1, 500, 1023)}  # fmt: skip

    assert sizes == {1024 + 48}
    key = PrivateKey.generate()
    for length in (0, 1, 1023, 1024, 1025, 4096):
        body = envelope.seal(b"x" * length, bytes(key.public_key))
        assert (len(body) - 48) % 1024 == 0
        assert envelope.unseal(body, bytes(key)) == b"x" * length


@pytest.mark.parametrize("place", [0, 31, 40, 600, -1])
def test_one_flipped_bit_is_noticed(place: int) -> None:
    outside, body = sealed(application())
    flipped = bytearray(body)
    flipped[place] ^= 1

    with pytest.raises(BadSeal):
        envelope.opened(outside, bytes(flipped))


def test_a_body_changed_together_with_its_digest_is_noticed() -> None:
    outside, _ = sealed(application())
    other = envelope.sealed_message(application(monthly_premium=70_000))

    with pytest.raises(BadSeal, match="署名"):
        envelope.opened(replace(outside, digest=fingerprint.digest(other)), other)


def test_a_signature_of_zeros_is_no_signature() -> None:
    outside, body = sealed(application())

    for signature in (bytes(64), b"", bytes(63), outside.signature[::-1]):
        with pytest.raises(BadSeal, match="署名"):
            envelope.check(replace(outside, signature=signature), body)


def test_an_envelope_around_another_body_is_noticed() -> None:
    first, _ = sealed(application())
    _, second = sealed(notice())

    with pytest.raises(BadSeal, match="要約値"):
        envelope.check(first, second)


@pytest.mark.parametrize(
    "change",
    [
        {"number": "3f0a4f0e-0000-4000-8000-00000000ffff"},
        {"sender": "someone"},
        {"sequence": 2},
        {"kind": "attachment"},
        {"version": 1},
        {"algorithm": "none"},
    ],
    ids=str,
)
def test_every_word_on_the_envelope_is_signed(change: dict[str, str]) -> None:
    outside, body = sealed(application())

    with pytest.raises(BadSeal):
        envelope.check(replace(outside, **change), body)


def test_an_envelope_survives_the_wire() -> None:
    outside, body = sealed(application())

    assert envelope.from_wire(envelope.to_wire(outside, body)) == (outside, body)


@pytest.mark.parametrize("wrong", [{}, {"number": "x"}, {"sealed": "~"}, {"sequence": None}],
                         ids=str)  # fmt: skip
def test_what_is_no_envelope_is_refused(wrong: dict[str, object]) -> None:
    facts = envelope.to_wire(*sealed(application())) | wrong if wrong else {}

    with pytest.raises(BadSeal):
        envelope.from_wire(facts)


@pytest.mark.parametrize(
    ("received", "odd"),
    [
        pytest.param(timedelta(0), "", id="取得と同時"),
        pytest.param(timedelta(milliseconds=1), "later_than_fetch", id="取得より後"),
        pytest.param(timedelta(hours=-73), "", id="前回接続の72時間前ちょうど"),
        pytest.param(
            timedelta(hours=-73, milliseconds=-1), "older_than_contact", id="72時間より前"
        ),
    ],
)
def test_an_odd_time_of_receipt_is_marked(received: timedelta, odd: str) -> None:
    fetched = SENT_AT
    message = application(received_at=(fetched + received).isoformat(timespec="milliseconds"))

    found = envelope.timing(
        message,
        fetched_at=fetched,
        last_contact_at=fetched - timedelta(hours=1),
    )

    assert found == odd


@pytest.mark.parametrize("stated", ["昨日", "2026-10-20T21:14:05"])
def test_a_time_of_receipt_without_its_zone_is_refused(stated: str) -> None:
    at = datetime.fromisoformat("2026-10-21T00:00:00+09:00")

    with pytest.raises(Malformed):
        envelope.timing(application(received_at=stated), fetched_at=at, last_contact_at=at)


def test_no_key_the_portal_holds_opens_what_it_sealed(state: Path) -> None:
    outside, body = sealed(application())
    keys = {"portal_sign.key", "core_box.pub", "core_sign.pub"}

    for name in keys:
        with pytest.raises(BadSeal):
            envelope.unseal(body, (state / "keys" / name).read_bytes()[:32])
    assert envelope.opened(outside, body) == application()

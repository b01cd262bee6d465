"""Wishes about a certificate, delivery to a box, views sealed to the holder, and November."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from kyosai.exchange.messages.certificates import PremiumCertificateRequest, Wish
from kyosai.procedures.access import single
from kyosai.procedures.certification import deliver, everybody, premium_views, premiums, request
from kyosai.records.notices import reads as notices
from kyosai.records.premium_certificates import reads
from kyosai.records.premium_certificates.certificate import Certificate, Delivery
from kyosai.records.premium_certificates.models import PremiumCertificate
from tests.procedures.applications import kept
from tests.procedures.payout.claimants import holder, party, person

pytestmark = pytest.mark.django_db
NOVEMBER = datetime.fromisoformat("2026-11-16T10:00:00+09:00")
SINCE_2006 = {"formed_on": date(2006, 10, 1), "yen": 70_000}
BOX = "012345678901"
Sent = tuple[str, str]


@pytest.fixture
def issued() -> Certificate:
    return premiums.for_contract(holder(1, **SINCE_2006), of=2026, at=NOVEMBER)


def wished(wish: Wish, code: str, *, box: str = "", of: int = 1, receipt: str = "") -> str:
    message = PremiumCertificateRequest(
        person=str(person(of)),
        received_at=NOVEMBER.isoformat(timespec="milliseconds"),
        receipt=receipt or f"U-{uuid4().hex[:8]}",
        wish=wish,
        code=code,
        box=box,
    )
    return request.receive(kept(message, fetched_at=NOVEMBER), at=NOVEMBER)


def told(serial: int = 1) -> list[str]:
    return [line.title for line in notices.inbox(party(serial))]


def test_a_holder_has_it_issued_anew(issued: Certificate) -> None:
    status = wished("again", issued.code)

    newest = reads.of_contract(issued.contract, year=2026)[0]
    assert (status, newest.turn, newest.why) == ("noted", 1, request.BY_HOLDER)
    assert told() == ["控除証明書を再発行しました"]


def test_a_code_of_somebody_else_is_unknown(issued: Certificate) -> None:
    holder(2, **SINCE_2006)

    status = wished("again", issued.code, of=2)

    assert (status, told(2)) == ("failed", ["控除証明書の手続きができませんでした"])
    assert premium_views.own(issued.code, party=party(2)) is None


def test_it_is_delivered_once_and_its_holder_hears_of_it(issued: Certificate) -> None:
    wished("deliver", issued.code, box=BOX)
    sent: list[bytes] = []

    def send(content: bytes, delivery: Delivery) -> Sent:
        sent.append(content)
        return "delivered", "PD1"

    counts = [deliver.deliver(send, at=NOVEMBER), deliver.deliver(send, at=NOVEMBER)]

    assert (counts, sent) == ([1, 0], [premiums.document(issued)])
    assert "控除証明書が届きました" in told()


def test_killed_between_sending_and_noting_the_same_bytes_go_again(
    issued: Certificate,
) -> None:
    wished("deliver", issued.code, box=BOX)
    sent: list[bytes] = []

    def killed(content: bytes, delivery: Delivery) -> Sent:
        sent.append(content)
        raise ConnectionError

    with pytest.raises(ConnectionError):
        deliver.deliver(killed, at=NOVEMBER)
    deliver.deliver(lambda content, _: (sent.append(content), ("closed", ""))[1], at=NOVEMBER)

    assert sent[0] == sent[1]
    assert "控除証明書が届きませんでした" in told()


def test_a_box_number_of_another_length_is_refused(issued: Certificate) -> None:
    assert wished("deliver", issued.code, box="123") == "failed"
    assert reads.to_hand_over() == []


def test_anybody_may_check_a_code_and_learns_nothing_about_whose_it_is(
    issued: Certificate,
) -> None:
    before = single.certificate(issued.code)
    premiums.again(issued, why="紛失", at=NOVEMBER)
    after = single.certificate(issued.code)

    assert before == {
        "valid": True, "number": issued.code, "year": 2026, "issued_on": "2026-11-16",
        "state": "有効", "is_replaced": False,
    }  # fmt: skip
    assert after["is_replaced"]
    assert single.certificate("D-00000009-99") == {"valid": False}


@pytest.fixture
def population() -> Iterator[list[str]]:
    yield [holder(serial, **SINCE_2006) for serial in range(1, 6)]


def test_november_goes_on_where_it_stopped_and_issues_nobody_twice(population: list[str]) -> None:
    first = everybody.next_stretch(year=2026, at=NOVEMBER, limit=2)
    done = [everybody.next_stretch(year=2026, at=NOVEMBER, limit=2) for _ in range(3)]

    issued = PremiumCertificate.objects.values_list("contract_id", flat=True)
    assert first is not None and first.issued == 2
    assert [each and each.issued for each in done] == [2, 1, None]
    assert sorted(issued) == sorted(population)
    assert told(3) == ["2026年分の控除証明書ができました"]


def test_before_the_middle_of_november_nobody_is_certified_unasked() -> None:
    assert everybody.is_time(NOVEMBER)
    assert not everybody.is_time(NOVEMBER - timedelta(days=2))

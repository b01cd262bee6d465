"""紙の申込書 — from the scanner to the contract, and everything that may stop it on the way."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from django.db import connections

from kyosai.casework import actions as casework
from kyosai.casework import reads as casefile
from kyosai.casework.models import Case
from kyosai.doors import postroom
from kyosai.exchange import envelope, postbox
from kyosai.exchange.messages.inbound import EnrolmentApplication
from kyosai.formats.forms.values import NotANumber
from kyosai.procedures.enrolment import decide
from kyosai.procedures.paper import confirm, letter, reconcile, settle
from kyosai.procedures.paper import sheet as sheets
from kyosai.procedures.paper.message import NotTheirs
from kyosai.procedures.paper.take_in import TakenIn
from kyosai.records.access_log import reads as access_log
from kyosai.records.contracts import reads as contracts
from kyosai.records.keying import reads as keying
from kyosai.records.keying import wall
from kyosai.schemes.clocks import promises
from tests.exchange import samples
from tests.procedures.collection import world
from tests.procedures.paper import scans
from tests.procedures.paper.scans import NOW, SAMPLE

CHECKED = tuple(confirm.CHECKS)


@pytest.fixture(scope="module", autouse=True)
def readers(shared_db: str) -> Iterator[None]:
    scans.appoint_readers()
    yield
    for company in wall.COMPANIES:
        connections[wall.role_of(company)].close()


@pytest.fixture(autouse=True)
def an_hour_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kyosai.doors.today.now", lambda: NOW + timedelta(hours=1))


def read(case: str, **how: object) -> Case:
    """Let both companies read, and settle what they read."""
    scans.read_all(SAMPLE, **how)  # type: ignore[arg-type]
    settle.settle_read(at=NOW)
    return scans.case(case)


def confirmed(case: str) -> str:
    """Let two officers confirm; return the number under which it entered the postbox."""
    confirm.confirm(case, checked=CHECKED, officer="akira", at=NOW)
    return confirm.enter(case, checked=CHECKED, officer="satoshi", at=NOW)


def holder(serial: int) -> dict[str, str]:
    """Enter a holder; return what such a person writes on a form of change."""
    contract = world.holder(serial, applied_on=date(2026, 4, 1), yen=10_000)
    return {"contract": contract, "name": "見本　花子", "premium": "20000", "signature": "花子"}


def test_a_form_on_paper_becomes_the_application_it_would_have_been_online() -> None:
    case = scans.taken_in(scans.scanned())
    assert scans.case(case).step == "read"
    read(case)

    number = confirmed(case)
    _, message = postbox.peek(number)
    postroom.hand_over(number)

    assert isinstance(message, EnrolmentApplication)
    assert (message.identity.name, message.monthly_premium) == ("見本 紙子", 30_000)
    online = Case.objects.get(receipt=message.receipt)
    assert (online.flow, online.step, online.received_at) == ("skk.enrolment", "examine", NOW)
    assert online.due_at == promises.promise("enrolment", received_at=NOW).due_at
    looks = access_log.at_party(online.subject)
    assert {look.why for look in looks} == {"署名と本人の確認"} and len(looks) == 2
    accepted = decide.accept(online.number, officer="akira", at=NOW + timedelta(hours=2))
    assert contracts.standing(accepted.contract).formed_on == NOW.date()
    assert Case.objects.get(receipt=f"{message.receipt}:paper").flow == "skk.paper_mandate"


def test_a_change_on_paper_is_carried_out_by_the_same_rule_as_online() -> None:
    says = holder(9_001)
    case = scans.taken_in(scans.scanned("skk-102", **says))
    scans.read_all(says)
    settle.settle_read(at=NOW)

    number = confirmed(case)
    postroom.hand_over(number)

    change = Case.objects.get(flow="skk.premium_change")
    assert change.outcome == "accepted" and change.received_at == NOW
    assert contracts.monthly_premiums(says["contract"])[-1][1].amount == 20_000


def test_the_promise_counts_from_the_day_on_the_stamp() -> None:
    friday = date(2026, 10, 16)
    case = scans.taken_in(scans.scanned(seed=2), stamped_on=friday)

    due_at = scans.case(case).due_at

    assert due_at == datetime.fromisoformat("2026-10-20T17:00:00+09:00")
    read(case)


def test_what_two_companies_read_otherwise_is_settled_by_a_supervisor_box_by_box() -> None:
    case = scans.again()
    assert read(case, wrong={"premium": "80000", "phone": "0300000098"}).step == "reconcile"

    assert sheets.of(scans.case(case)).open_boxes() == ["phone", "premium"]
    assert {each.value for each in keying.readings(case)["premium"]} == {"30000", "80000"}
    reconcile.decide(case, box="premium", value="30,000", officer="osamu", at=NOW)
    assert scans.case(case).step == "reconcile"
    reconcile.decide(case, box="phone", value="03-0000-0099", officer="osamu", at=NOW)

    assert scans.case(case).step == "confirm"
    assert sheets.of(scans.case(case)).values["premium"] == "30000"
    assert keying.picture(case, field="premium") is None


def test_a_supervisor_cannot_write_what_does_not_fit_the_box_nor_settle_it_twice() -> None:
    case = scans.again()
    read(case, wrong={"premium": "80000"})

    with pytest.raises(NotANumber):
        reconcile.decide(case, box="premium", value="三万", officer="osamu", at=NOW)
    with pytest.raises(reconcile.NotOpen):
        reconcile.decide(case, box="name", value="別人", officer="osamu", at=NOW)

    assert sheets.of(scans.case(case)).values["name"] == "見本 紙子"


def test_what_nobody_can_read_is_asked_by_letter_and_the_clock_stands() -> None:
    case = scans.again()
    read(case, wrong={"birthdate": ""})
    before = scans.case(case).due_at

    number = reconcile.ask(case, officer="osamu", at=NOW)
    reconcile.answer(
        case, box="birthdate", value="1972年03月05日", officer="osamu", at=NOW + timedelta(days=3)
    )

    sent = letter.written(number)
    assert sent is not None and sent.content.startswith(b"%PDF-")
    assert scans.case(case).step == "confirm"
    assert scans.case(case).due_at == before + timedelta(days=3)
    assert sheets.of(scans.case(case)).values["birthdate"] == "1972-03-05"


def test_two_officers_confirm_and_one_alone_does_not() -> None:
    case = scans.again()
    read(case)

    with pytest.raises(confirm.NotAllChecked):
        confirm.confirm(case, checked=("signature",), officer="akira", at=NOW)
    confirm.confirm(case, checked=CHECKED, officer="akira", at=NOW)
    with pytest.raises(casework.SameOfficer):
        confirm.enter(case, checked=CHECKED, officer="akira", at=NOW)

    assert not postbox.waiting(100)
    confirm.send_back(case, officer="satoshi", at=NOW, note="署名が薄い。")
    assert scans.case(case).step == "confirm"


def test_a_missing_signature_is_asked_for_and_what_comes_is_laid_beside_the_form() -> None:
    case = scans.again()
    receipt = sheets.of(read(case)).receipt

    with pytest.raises(confirm.NothingMissing):
        confirm.ask(case, missing=(), officer="akira", at=NOW)
    confirm.ask(case, missing=("identity",), officer="akira", at=NOW)
    scans.more(receipt)

    assert scans.case(case).step == "confirm"
    assert len(sheets.of(scans.case(case)).papers) == 2
    with pytest.raises(reconcile.UnknownReceipt):
        scans.more("P-00000000-00")


def test_another_persons_number_does_not_enter() -> None:
    says = holder(9_002) | {"name": "別人　太郎"}
    case = scans.taken_in(scans.scanned("skk-102", **says))
    scans.read_all(says)
    settle.settle_read(at=NOW)

    with pytest.raises(NotTheirs):
        confirm.confirm(case, checked=CHECKED, officer="akira", at=NOW)

    assert contracts.monthly_premiums(says["contract"])[-1][1].amount == 10_000


def test_a_scan_is_taken_in_once_and_settled_once() -> None:
    case = scans.again()

    with pytest.raises(TakenIn):
        scans.taken_in(scans.scanned())
    read(case)

    assert settle.settle_read(at=NOW) == 0
    assert [each.outcome for each in casefile.file(case)].count("read") == 1


def test_killed_while_it_enters_it_enters_once(monkeypatch: pytest.MonkeyPatch) -> None:
    case = scans.again()
    read(case)
    confirm.confirm(case, checked=CHECKED, officer="akira", at=NOW)
    with monkeypatch.context() as half_way, pytest.raises(KeyboardInterrupt):
        half_way.setattr(casework, "close", _killed)
        confirm.enter(case, checked=CHECKED, officer="satoshi", at=NOW)

    assert not postbox.waiting(100)
    number = confirm.enter(case, checked=CHECKED, officer="satoshi", at=NOW)

    assert postbox.waiting(100) == [number]
    with pytest.raises(casework.AlreadyMovedOn):
        confirm.enter(case, checked=CHECKED, officer="satoshi", at=NOW)
    postroom.hand_over(number)


def test_the_portals_key_does_not_sign_for_the_mail_room() -> None:
    outside, sealed = samples.sealed(samples.application(), sender=envelope.MAIL_ROOM)

    with pytest.raises(envelope.BadSeal):
        envelope.check(outside, sealed)


def _killed(*_: object, **__: object) -> None:
    raise KeyboardInterrupt

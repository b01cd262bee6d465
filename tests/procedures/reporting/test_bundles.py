"""税務署に出す書類 — one number a paper, one bundle, two officers, one receipt."""

import json
from datetime import date, time, timedelta
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx
import pytest
from django.conf import settings
from django.db import DatabaseError, transaction
from flask import Flask

from kyosai.basis import fingerprint, tokyo
from kyosai.basis.refusal import Refused
from kyosai.doors import today
from kyosai.doors.clock import payouts
from kyosai.exchange import envelope
from kyosai.procedures.reporting import bundle, copies
from kyosai.procedures.reporting.copies import Opener
from kyosai.records.benefits import reads as benefits
from kyosai.records.my_numbers import writes as vault
from kyosai.records.my_numbers.reads import NotOpened
from kyosai.records.tax_office import bundles
from kyosai.wires.bank.desk import DeskConfig
from kyosai.wires.etax.fake import FakeReception
from kyosai.wires.etax.reception import Reception
from kyosai.wires.failure import Rejected, Unreachable
from outside_world.etax import reception
from outside_world.memory import Memory
from tests.procedures.collection import world
from tests.procedures.collection.forks import child, was_killed
from tests.procedures.payout import claimants
from tests.procedures.payout.claimants import claimed, holder, send

AT = tokyo.at(date(2026, 11, 16), time(10))
KIND, YEAR, NUMBER = "retirement_slip", 2026, "123456789018"
NAME = "2026-retirement_slip-01"
FIRST, SECOND = "yomi", "kessai"


@pytest.fixture(autouse=True)
def certificate(state: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "ETAX_CERT_FILE", state / "keys" / "etax.crt")


def paid(serial: int = 1, *, number: str = NUMBER) -> str:
    """Let a holder be paid an old-age benefit, whose number is in the vault; return the award."""
    contract = holder(serial)
    send(claimed(serial=serial))
    (made,) = benefits.of_contract(contract)
    if number:
        bound_to = str(claimants.person(serial))
        sealed = envelope.seal(f"{bound_to}:{number}".encode(), settings.KEYS["my_numbers_box.pub"])
        party = claimants.party(serial)
        vault.keep(party, bound_to=bound_to, sealed=sealed, case=made.case_number, at=AT)
    return made.number


def staff() -> None:
    world.officer(FIRST, duty="benefit_examiner")
    world.officer(SECOND, duty="benefit_approver")


def opener(officer: str = FIRST, **otherwise: Any) -> Opener:
    told = {"role": "給付課（給付の審査）", "proved_at": today.machine_now()} | otherwise
    return Opener(officer=officer, **told)


def bundled() -> str:
    """Let one officer make copies and a bundle; return its digest."""
    copies.make(KIND, year=YEAR, by=opener(), at=AT)
    assert bundle.make(KIND, year=YEAR, officer=FIRST, at=AT) == NAME
    return digest()


def digest() -> str:
    kept = bundles.of_name(NAME)
    assert kept is not None
    return kept.digest


def numbers_opened() -> list[tuple[str, str]]:
    looks = "SELECT what, why FROM access_look WHERE what = 'マイナンバー'"
    return world.run(looks, [])


@pytest.mark.django_db
def test_each_copy_opens_one_number_for_its_purpose_and_is_made_once() -> None:
    staff()
    award = paid()
    paid(2, number="")
    due = copies.to_make(kind=KIND, year=YEAR)

    made = copies.make(KIND, year=YEAR, by=opener(), at=AT)
    again = copies.make(KIND, year=YEAR, by=opener(), at=AT)

    assert (len(due), made, again) == (2, 2, 0)
    assert due[0].by == date(2026, 12, 2) and due[0].key == f"{KIND}:{award}"
    assert numbers_opened() == [("マイナンバー", "退職所得の源泉徴収票を作るため")]
    kept = {copy.key: copy for copy in bundles.loose(KIND, year=YEAR)}
    assert [copy.has_my_number for copy in kept.values()].count(True) == 1
    assert all(NUMBER.encode() not in bytes(copy.sealed) for copy in kept.values())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("by", "refusal"),
    [
        pytest.param({"officer": SECOND}, copies.NotOfTheDesk, id="決裁の人は開けない"),
        pytest.param({"proved_at": None}, NotOpened, id="二つ目の確認がない"),
    ],
)
def test_nobody_else_makes_a_copy(by: dict[str, Any], refusal: type[Refused]) -> None:
    staff()
    paid()

    with pytest.raises(refusal):
        copies.make(KIND, year=YEAR, by=opener(**by), at=AT)

    assert bundles.loose(KIND, year=YEAR) == []


@pytest.mark.django_db
def test_a_bundle_says_how_many_and_how_much_and_another_lets_it_go() -> None:
    staff()
    for serial in (1, 2):
        paid(serial)
    seen = bundled()
    with pytest.raises(bundle.Prepared):
        bundle.release(NAME, digest=seen, officer=FIRST, at=AT)
    with pytest.raises(bundle.NotTheSame):
        bundle.release(NAME, digest="0" * 64, officer=SECOND, at=AT)

    bundle.release(NAME, digest=seen, officer=SECOND, at=AT)

    kept = bundles.of_name(NAME)
    gross = sum(each.gross.amount for each in map(benefits.of_number, _awards()) if each)
    assert kept is not None and (kept.records, kept.yen) == (2, gross)
    assert kept.released_by == SECOND and bundles.to_send() == [NAME]
    with pytest.raises(bundle.NothingToRelease):
        bundle.release(NAME, digest=seen, officer=SECOND, at=AT)


def _awards() -> list[str]:
    return [number for (number,) in world.run("SELECT number FROM award", [])]


@pytest.mark.django_db
def test_the_database_itself_refuses_who_prepared_and_what_nobody_let_go() -> None:
    staff()
    paid()
    seen = bundled()

    for act in (
        partial(bundles.release, NAME, digest=seen, officer=FIRST, at=AT),
        partial(bundles.release, NAME, digest=seen, officer="nobody", at=AT),
        partial(bundles.release, NAME, digest="0" * 64, officer=SECOND, at=AT),
        partial(bundles.note_received, NAME, number="E-1", at=AT),
        partial(world.run, "UPDATE tax_copy SET yen = 1", []),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()

    assert bundles.to_send() == []


@pytest.mark.django_db
def test_it_is_handed_in_once_also_when_the_answer_is_lost(monkeypatch: Any) -> None:
    staff()
    paid()
    bundle.release(NAME, digest=bundled(), officer=SECOND, at=AT)
    office = FakeReception(is_closed=True)
    monkeypatch.setattr(payouts, "tax_office", lambda: office)

    with pytest.raises(Unreachable):
        payouts.hand_in_tax_papers(AT)
    office.is_closed = False
    payouts.hand_in_tax_papers(AT)
    payouts.hand_in_tax_papers(AT + timedelta(minutes=1))

    kept = bundles.of_name(NAME)
    assert kept is not None and kept.receipt == f"E-{NAME}"
    assert fingerprint.digest(office.taken[NAME]) == kept.digest


@pytest.fixture
def office(state: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """The tax office of the outside world, with its own key and memory."""
    made = SimpleNamespace(
        memory=Memory(tmp_path / "outside.sqlite", tables=[reception.TABLES]),
        key=lambda name: (state / "keys" / name).read_bytes(),
        clock=SimpleNamespace(now=lambda: AT),
    )
    monkeypatch.setattr(reception, "here", lambda: made)
    return made


@pytest.fixture
def etax() -> Reception:
    """The way to it, over its own protocol."""
    app = Flask("etax")
    app.register_blueprint(reception.desk)
    config = DeskConfig(
        url="http://etax.test/etax",
        consignor_code="0000123456",
        key=settings.KEYS["etax_secret"],
        clock=lambda: AT,
    )
    return Reception(config, httpx.WSGITransport(app=app))


@pytest.mark.django_db
def test_the_tax_office_alone_reads_the_number(etax: Reception, office: SimpleNamespace) -> None:
    staff()
    paid()
    seen = bundled()
    content = bundle.content(NAME)

    receipt = etax.hand_in(content, name=NAME, digest=seen)
    again = etax.hand_in(content, name=NAME, digest=seen)
    head = reception._opened(office, content)

    assert receipt == again != ""
    assert head["records"] == len(head["papers"]) == 1
    other = json.dumps(head | {"records": 2}).encode()
    with pytest.raises(Rejected):
        etax.hand_in(other, name="2026-other-01", digest=fingerprint.digest(other))


def test_killed_while_bundling_there_is_one_bundle_or_none(committed_db: str) -> None:
    staff()
    paid()
    copy = bundles.Copy(
        key=copies.to_make()[0].key, kind=KIND, year=YEAR, yen=1, national=0,
        hand_in_by=date(2026, 12, 2), has_my_number=False, sealed=b"sealed", prepared_by=FIRST,
    )  # fmt: skip
    bundles.keep(copy, at=AT)
    work = partial(bundle.make, KIND, year=YEAR, officer=FIRST, at=AT)

    killed_at, left_behind = 1, set()
    while was_killed(child(work, killed_at=killed_at)):
        left_behind.add(len(bundles.all_of()))
        killed_at += 1

    assert killed_at > 4 and left_behind == {0}
    assert [each.name for each in bundles.all_of()] == [NAME]

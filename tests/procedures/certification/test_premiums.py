"""A certificate of a year's premiums: by the books, under one code, once, and anew on demand."""

import subprocess
from datetime import date, datetime, timedelta
from pathlib import Path
from shutil import which
from uuid import uuid4

import pytest
from pypdfium2 import PdfDocument

from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.procedures.certification import premium_page, premiums
from kyosai.records.contracts.models import MonthlyPremium
from kyosai.records.paid_before.models import PaidBefore
from kyosai.records.parties.models import PartyParticulars
from kyosai.records.premium_certificates import forms, reads
from kyosai.records.premium_certificates.certificate import Certificate
from kyosai.records.premium_certificates.models import PremiumCertificate
from kyosai.schemes.tax.premium_certificate import NothingPaid, TooEarly
from tests.procedures.collection import payment, world
from tests.procedures.payout.claimants import holder

pytestmark = pytest.mark.django_db
NOVEMBER = datetime.fromisoformat("2026-11-16T10:00:00+09:00")
SINCE_2006 = {"formed_on": date(2006, 10, 1), "yen": 70_000}


def test_paid_in_the_bank_and_still_to_come_make_the_year() -> None:
    contract = holder(**SINCE_2006, months=240)
    world.whole(world.cycle("2026-10"))
    world.build(world.cycle("2026-11"))

    made = premiums.for_contract(contract, of=2026, at=NOVEMBER)

    assert told(made) == (700_000, 140_000, 840_000)
    assert made.figures.paid_until == Month(2026, 10)
    assert (made.figures.planned_from, made.figures.planned_until) == (
        Month(2026, 11), Month(2026, 12),
    )  # fmt: skip


def test_what_failed_counts_when_it_is_asked_again_and_prepaid_months_at_once() -> None:
    late, ahead = holder(1, **SINCE_2006, months=240), holder(2, **SINCE_2006, months=240)
    payment.prepay(ahead, month=Month(2026, 10), months=12)
    world.whole(world.cycle("2026-10"), {world.customer_no(1): "1"})

    made = [premiums.for_contract(each, of=2026, at=NOVEMBER) for each in (late, ahead)]

    assert told(made[0]) == (630_000, 140_000, 770_000)
    assert told(made[1]) == (1_470_000, 0, 1_470_000)


def test_a_changed_premium_gets_a_figure() -> None:
    contract = holder(formed_on=date(2026, 1, 1), yen=10_000, months=6)
    PaidBefore.objects.create(
        contract_id=contract, first_month=date(2026, 7, 1), yen=30_000, months=5
    )
    MonthlyPremium.objects.create(contract_id=contract, since=date(2026, 7, 1), yen=30_000)

    made = premiums.for_contract(contract, of=2026, at=NOVEMBER)

    assert made.figures.total == Yen(6 * 10_000 + 6 * 30_000)


def test_without_an_account_only_what_was_paid_is_certified() -> None:
    contract = holder(**SINCE_2006, months=240, account=False)

    made = premiums.for_contract(contract, of=2026, at=NOVEMBER)

    assert told(made) == (630_000, 0, 630_000)


def test_asked_twice_it_is_issued_once_and_its_bytes_are_the_same() -> None:
    contract = holder(**SINCE_2006)
    first = premiums.for_contract(contract, of=2026, at=NOVEMBER)

    again = premiums.for_contract(contract, of=2026, at=NOVEMBER)

    assert first.code == again.code
    assert premiums.document(first) == premiums.document(again)
    assert premium_page.page(first).startswith(b"%PDF-")


def test_issued_anew_it_has_another_code_and_the_old_one_is_replaced() -> None:
    first = premiums.for_contract(holder(**SINCE_2006), of=2026, at=NOVEMBER)

    second = premiums.again(first, why="紛失", at=NOVEMBER, officer="mihon")

    assert second.code != first.code
    assert (second.turn, reads.is_newest(first), reads.is_newest(second)) == (1, False, True)
    with pytest.raises(premiums.Replaced):
        premiums.again(first, why="紛失", at=NOVEMBER)


def test_before_october_and_with_nothing_paid_there_is_none() -> None:
    contract = holder(**SINCE_2006, months=100, account=False)

    with pytest.raises(NothingPaid):
        premiums.for_contract(contract, of=2026, at=NOVEMBER)
    with pytest.raises(TooEarly):
        premiums.for_contract(contract, of=2026, at=NOVEMBER.replace(month=9))


def test_everybody_gets_one_and_who_gets_none_is_noted_with_the_reason() -> None:
    paid, unpaid = holder(**SINCE_2006), holder(2, **SINCE_2006, months=12, account=False)

    made = premiums.for_all([paid, unpaid], of=2026, at=NOVEMBER)
    again = premiums.for_all([paid, unpaid], of=2026, at=NOVEMBER)

    assert (made.issued, made.without) == (1, 1)
    assert (again.issued, PremiumCertificate.objects.count()) == (0, 1)
    assert reads.count(year=2026).without == {"nothing_paid": 1}
    assert reads.to_issue(year=2026, after="", limit=10) == []


def test_letters_e_tax_does_not_take_wait_for_a_desk_to_choose() -> None:
    contract = holder(**SINCE_2006)
    named(contract, "完了　𩸽子")
    premiums.for_all([contract], of=2026, at=NOVEMBER)
    noted = reads.without(contract, year=2026)

    forms.choose("𩸽", plain="ほ", officer="mihon", at=NOVEMBER)
    made = premiums.for_contract(contract, of=2026, at=NOVEMBER)

    assert noted is not None
    assert noted.reason == "letters"
    assert made.name == "完了　ほ子"
    assert reads.without(contract, year=2026) is None


def test_another_program_finds_the_signature_good(tmp_path: Path) -> None:
    made = premiums.for_contract(holder(**SINCE_2006), of=2026, at=NOVEMBER)
    file, changed = tmp_path / "good.xml", tmp_path / "changed.xml"
    content = premiums.document(made)
    file.write_bytes(content)
    changed.write_bytes(content.replace(b"700000", b"999999"))

    assert is_signed(file)
    assert not is_signed(changed)


def told(made: Certificate) -> tuple[int, int, int]:
    """Return what was paid, what is planned, and the sum."""
    figures = made.figures
    return figures.paid.amount, figures.planned.amount, figures.total.amount


def is_signed(file: Path) -> bool:
    program = which("xmlsec1")
    if program is None:
        pytest.skip("xmlsec1 is not on this machine")
    command = [program, "--verify", "--id-attr:id", "TEG850", "--insecure", str(file)]
    return subprocess.run(command, check=False, capture_output=True).returncode == 0


def named(contract: str, name: str) -> None:
    """Let a holder have told another name the day after."""
    known = PartyParticulars.objects.get(party__contracts=contract)
    known.id, known.name = uuid4(), name
    known.recorded_at += timedelta(days=1)
    known.save(force_insert=True)


def test_pages_are_bound_in_one_file_a_page_each() -> None:
    contracts = [holder(serial, **SINCE_2006) for serial in (1, 2, 3)]
    made = [premiums.for_contract(each, of=2026, at=NOVEMBER) for each in contracts]

    pages = PdfDocument(premium_page.bound(made))

    assert len(pages) == len(made)
    assert made[1].code in pages[1].get_textpage().get_text_range()

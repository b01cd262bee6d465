"""What was decided stays: no role of ours changes, doubles or strikes out an award."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from kyosai.records.benefits import reads as benefits
from kyosai.records.benefits import writes
from tests.procedures.collection import world
from tests.procedures.payout.claimants import claimed, holder, send

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def contract() -> str:
    number = holder()
    send(claimed())
    return number


@pytest.mark.parametrize("table", ["award", "award_offset", "award_tax_report"])
@pytest.mark.parametrize("act", ["DELETE FROM {}", "TRUNCATE {}"])
def test_nothing_of_it_is_struck_out(table: str, act: str) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        world.run(act.format(table))


def test_no_amount_is_changed() -> None:
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        world.run("UPDATE award SET net = net + 1, gross = gross + 1")


def test_parts_that_do_not_make_the_whole_are_refused(contract: str) -> None:
    columns = [name for (name,) in world.run(
        "SELECT column_name FROM information_schema.columns WHERE table_name = 'award'"
        " AND column_name NOT IN ('number', 'key', 'net')"
    )]  # fmt: skip
    listed = ", ".join(f'"{name}"' for name in columns)

    with pytest.raises(IntegrityError, match="award_parts_make_the_whole"), transaction.atomic():
        world.run(
            f"INSERT INTO award (number, key, net, {listed})"
            f" SELECT 'A-9', 'other', net + 1, {listed} FROM award"
        )


def test_the_same_key_with_another_amount_is_a_defect(contract: str) -> None:
    (made,) = benefits.of_contract(contract)
    ((key,),) = world.run("SELECT key FROM award")
    other = writes.Awarded(
        key=key, scheme="skk", contract=contract, party=made.party, cause="old_age", due="b",
        provision=made.provision, happened_on=made.happened_on, months_paid=240,
        gross=made.gross * 2,
    )  # fmt: skip

    with pytest.raises(writes.AwardedOtherwise):
        writes.award(other, at=made.decided_at)

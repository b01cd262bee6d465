"""One spine for both schemes: channels, days, files, accounts of the journal; nothing mixes."""

from datetime import date

import pytest

from kyosai.formats.zengin import writing
from kyosai.procedures.collection import plan, request
from kyosai.procedures.upkeep import check, reconcile
from tests.procedures.collection import world
from tests.procedures.collection.world import cycle, holder

pytestmark = pytest.mark.django_db
DECEMBER = {scheme: cycle("2026-12", scheme=scheme) for scheme in ("skk", "tosanboshi")}
NOVEMBER = date(2026, 11, 24)


def test_each_scheme_is_debited_on_its_own_day_into_its_own_account() -> None:
    small, safety = (
        holder(1, applied_on=NOVEMBER),
        holder(2, applied_on=NOVEMBER, scheme="tosanboshi"),
    )

    for on in DECEMBER.values():
        world.whole(on)

    assert world.run("SELECT contract, debit, credit, effective_on FROM ledger_transfer") == [
        (contract, f"transit:collections:{scheme}", f"premiums:{scheme}:{contract}", on.debit_on)
        for (scheme, on), contract in zip(DECEMBER.items(), (small, safety), strict=True)
        for _ in range(2)
    ]
    check.check()


def test_the_file_names_the_scheme_and_the_account_that_is_credited() -> None:
    holder(1, applied_on=NOVEMBER, scheme="tosanboshi")

    (name,) = world.build(DECEMBER["tosanboshi"])

    assert name == "Z91-tosanboshi-agency-2026-12-28-01.dat"
    assert world.content(name)[96:103] == b"0001235"


def test_a_cycle_asks_only_the_contracts_of_its_scheme() -> None:
    small, safety = (
        holder(1, applied_on=NOVEMBER),
        holder(2, applied_on=NOVEMBER, scheme="tosanboshi"),
    )

    for on in DECEMBER.values():
        world.build(on)

    assert world.asked(DECEMBER["skk"]) == {small: ["2026-11", "2026-12"]}
    assert world.asked(DECEMBER["tosanboshi"]) == {safety: ["2026-11", "2026-12"]}


@pytest.mark.parametrize("scheme", ["skk", "tosanboshi"])
@pytest.mark.parametrize(
    ("bank", "channel"),
    [(world.AGENCY_BANK, "agency"), (world.DIRECT_BANK, "direct"), (world.YUCHO, "yucho")],
)
def test_an_account_goes_the_way_of_its_bank_and_no_other(
    scheme: str, bank: str, channel: str
) -> None:
    contract = holder(1, applied_on=NOVEMBER, scheme=scheme, bank=bank)
    ways = [cycle("2026-12", scheme=scheme, channel=way) for way in ("agency", "yucho", "direct")]

    for on in ways:
        world.whole(on)

    asked = {on.channel.key: world.asked(on) for on in ways}
    assert {way for way, found in asked.items() if found} == {channel}
    assert asked[channel] == {contract: ["2026-11", "2026-12"]}
    assert [reconcile.differences(on.key) for on in ways] == [[], [], []]


@pytest.mark.parametrize("channel", ["agency", "direct", "yucho"])
def test_a_file_holds_no_more_records_than_its_channel_takes(channel: str) -> None:
    limit = plan.most_records(cycle("2026-12", channel=channel).channel)

    assert limit == (50_000 if channel == "direct" else writing.MOST_RECORDS)


def test_files_are_split_by_the_channels_limit_each_with_its_own_totals(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(plan, "most_records", lambda channel: {"direct": 2}[channel.key])
    on = cycle("2026-12", scheme="tosanboshi", channel="direct")
    for serial in range(1, 6):
        holder(serial, applied_on=NOVEMBER, scheme="tosanboshi", bank=world.DIRECT_BANK)

    plan.plan(on, at=on.build_at)
    names = request.build(on.key, at=on.build_at)

    trailers = [world.content(name)[-244:-225] for name in names]
    assert trailers == [b"8000002000000040000", b"8000002000000040000", b"8000001000000020000"]

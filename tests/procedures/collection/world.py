"""A small world to collect premiums in: holders, their accounts, and a bank that answers."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid5

from kyosai.basis import identifiers, tokyo
from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.formats.zengin import statement as zengin
from kyosai.formats.zengin.statement import Line, Statement
from kyosai.procedures.collection import (
    approve,
    chase,
    plan,
    remittance,
    request,
    settle,
    statement,
)
from kyosai.procedures.recovery import debit
from kyosai.procedures.recovery import settle as repayments
from kyosai.procedures.upkeep import reconcile
from kyosai.records.contracts.models import Contract, MonthlyPremium
from kyosai.records.mandates import cipher
from kyosai.records.mandates.models import Mandate
from kyosai.records.officers import reads as officers
from kyosai.records.officers import writes as appointing
from kyosai.records.parties.models import Party, PartyParticulars
from kyosai.records.premiums import approvals, cycles, files, results, writes
from kyosai.schemes import both
from kyosai.schemes.clocks import calendars, channels, debit_days
from kyosai.schemes.clocks.debit_days import Cycle

SPACE = UUID(int=20261123)
AGENCY_BANK, DIRECT_BANK, YUCHO = "9901", "9902", "9900"
OFFICERS = ("makoto", "kaoru")
WIDTH = 122  # 120 bytes and CRLF


def cycle(
    month: str, *, scheme: str = "skk", channel: str = "agency", day: int | None = None
) -> Cycle:
    return debit_days.cycle(
        channels.channel(channel, scheme=scheme), month=Month.parse(month), day=day
    )


def customer_no(serial: int, account: int = 1) -> str:
    return f"{account:04d}{serial:016d}"


def number(serial: int) -> str:
    return identifiers.contract_number(serial)


def holder(
    serial: int,
    *,
    applied_on: date,
    scheme: str = "skk",
    yen: int = 10_000,
    bank: str = AGENCY_BANK,
    first: Cycle | None = None,
    state: str = "confirmed",
) -> str:
    """Enter a holder with contract, account, and the dues of the first debit; return the number."""
    applied_at = tokyo.at(applied_on, time(9, 0))
    party = Party.objects.create(
        id=uuid5(SPACE, f"party {serial}"),
        portal_person=uuid5(SPACE, f"person {serial}"),
        entered_at=applied_at,
    )
    PartyParticulars.objects.create(
        id=uuid5(SPACE, f"particulars {serial}"),
        party=party,
        recorded_at=applied_at,
        name="見本　花子",
        kana="ミホン　ハナコ",
        birthdate=date(1980, 4, 1),
        address="東京都架空区見本町１丁目２番３号",
        email=f"hanako{serial}@example.test",
        phone="0300000000",
        source="test",
    )
    contract = Contract.objects.create(
        number=number(serial),
        party=party,
        scheme=scheme,
        receipt=f"U-{serial}",
        certificate_number=f"S-{serial}",
        applied_on=applied_on,
        formed_on=applied_on,
        accepted_at=applied_at,
        capacity="sole_proprietor",
        trade="retail",
        employees=1,
    )
    MonthlyPremium.objects.create(contract=contract, since=Month.of(applied_on).first_day, yen=yen)
    account(serial, bank=bank, state=state, registered_on=applied_on)
    schedule(serial, applied_on=applied_on, scheme=scheme, yen=yen, bank=bank, first=first)
    return contract.number


def schedule(
    serial: int,
    *,
    applied_on: date,
    yen: int,
    bank: str,
    scheme: str = "skk",
    first: Cycle | None = None,
) -> None:
    channel = channels.channel_for(bank, scheme=scheme, on=applied_on)
    at = tokyo.at(applied_on, time(9, 0))
    first = first or debit_days.first_debit(channel, applied_at=at, decided_at=at)
    months = both.rules_for(scheme).taken_by_first_debit(
        applied_on=applied_on, debit_month=first.month
    )
    scheduled = writes.scheduling(
        number(serial),
        scheme=scheme,
        formed_on=applied_on,
        months=months,
        yen=Yen(yen),
        debit_on=first.debit_on,
    )
    for each in scheduled:
        run(*each)


def run(sql: str, parameters: object = None) -> list[tuple]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall() if cursor.description else []


def account(
    serial: int,
    *,
    which: int = 1,
    bank: str = AGENCY_BANK,
    state: str = "confirmed",
    registered_on: date = date(2026, 11, 24),
    holder_kana: str = "ﾐﾎﾝ ﾊﾅｺ",
) -> str:
    """Enter an account of a holder; return its customer number."""
    key = customer_no(serial, which)
    known = state != "registered"
    Mandate.objects.create(
        customer_no=key,
        person=uuid5(SPACE, f"person {serial}"),
        contract_id=number(serial),
        bank_code=bank,
        branch_code="018" if bank == YUCHO else "001",
        account_kind="1",
        account_masked="••••567",
        account_sealed=cipher.sealed(f"{serial % 9_999_999 + 1:07d}", customer_no=key)
        if known
        else None,
        holder_kana=holder_kana,
        state=state,
        registered_on=registered_on,
        confirmed_on=registered_on if known else None,
    )
    return key


def build(on: Cycle) -> list[str]:
    """Plan a cycle and make its files, at the moment they are due."""
    plan.plan(on, at=on.build_at)
    debit.keep_file(on, at=on.build_at)
    names = request.build(on.key, at=on.build_at)
    hand_over(at=on.build_at)
    return names


def hand_over(*, at: datetime) -> None:
    """Let two officers approve what waits, and the bank receive it."""
    for file in approvals.waiting():
        release(file.name)
    for name in files.to_hand_over():
        request.received(name, receipt=f"B-{name}", at=at)


def treasurer(username: str) -> str:
    """Return an officer of the treasury, appointed when first asked for."""
    return officer(username, duty="treasurer", up_to=10**10)


def officer(username: str, *, duty: str, up_to: int = 0) -> str:
    """Return an officer of a duty, appointed when first asked for."""
    if username not in officers.names():
        appointing.appoint(
            username,
            display_name=f"見本 {username}",
            duty=duty,
            approves_up_to=up_to,
            by=appointed_by(),
        )
    return username


def appointed_by() -> tuple[str, str]:
    """Return who appoints the next officer: nobody, until two are at the treasury."""
    seated = run("SELECT username, duty FROM officer WHERE duty <> '' AND is_active ORDER BY id")
    if sum(duty == "treasurer" for _, duty in seated) < 2:
        return appointing.INSTALLATION
    return seated[0][0], seated[1][0]


def release(name: str) -> None:
    """Let two officers of the treasury approve a file, in time; of payments, too, or a frame."""
    if not name.startswith("Z91-"):
        from tests.procedures.payment import world as payments

        payments.release(name)
        return
    file = approvals.of_file(name)
    assert file is not None
    for who in OFFICERS:
        if who not in file.approved_by:
            in_time = file.hand_in_by - timedelta(seconds=1)
            approve.approve(name, digest=file.digest, officer=treasurer(who), at=in_time)


def content(name: str) -> bytes:
    """Return the bytes of a file, which two officers may have to approve first."""
    file = approvals.of_file(name)
    if file and file.lacks:
        release(name)
    return files.released(name).content


def lines(request_file: bytes) -> dict[str, int]:
    """Return what a file asks each customer number for."""
    records = [request_file[n : n + 120] for n in range(0, len(request_file), WIDTH)]
    return {r[91:111].decode(): int(r[80:90]) for r in records if r[:1] == b"2"}


def answered(request_file: bytes, codes: Mapping[str, str] | None = None) -> bytes:
    """Return the bank's result: code 0 for everybody but those named."""
    codes = codes or {}
    records = [request_file[n : n + 120] for n in range(0, len(request_file), WIDTH)]
    paid, failed = [0, 0], [0, 0]
    for place, record in enumerate(records):
        if record[:1] == b"2":
            code = codes.get(record[91:111].decode(), "0")
            records[place] = record[:111] + code.encode() + record[112:]
            side = paid if code == "0" else failed
            side[0] += 1
            side[1] += int(record[80:90])
        if record[:1] == b"8":
            sums = f"{paid[0]:06d}{paid[1]:012d}{failed[0]:06d}{failed[1]:012d}".encode()
            records[place] = record[:19] + sums + record[55:]
    return b"".join(record + b"\r\n" for record in records)


def result_name(name: str, again: int = 1) -> str:
    return name.replace(".dat", "-result.dat" if again == 1 else f"-result-{again}.dat")


def answer(
    on: Cycle, codes: Mapping[str, str] | None = None, *, again: int = 1, at: datetime | None = None
) -> list[str]:
    """Let the bank answer every file of a cycle, and settle; return what became of each."""
    from kyosai.records.premiums.models import DebitFile

    at = at or on.result_at + timedelta(minutes=5)
    outcomes = []
    for file in DebitFile.objects.filter(cycle_id=on.key).order_by("part"):
        name = result_name(file.name, again)
        settle.keep(name, content=answered(content(file.name), codes), at=at)
        of = repayments if repayments.is_ours(name) else settle
        outcomes.append(of.settle(name, at=at))
    return outcomes


def whole(on: Cycle, codes: Mapping[str, str] | None = None) -> None:
    """Play a cycle from plan to confirmation."""
    build(on)
    answer(on, codes)
    at = on.result_at + timedelta(minutes=5)
    chase.tell(on.key, at=at)
    assert reconcile.confirm(on.key, at=at) == []


def asked(on: Cycle) -> dict[str, list[str]]:
    """Return the months each contract is asked for in a cycle."""
    rows = run("SELECT contract_id, months FROM debit_request WHERE cycle_id = %s", [on.key])
    return {contract: [f"{month:%Y-%m}" for month in months] for contract, months in rows}


def kept() -> list[str]:
    return results.to_read()


def standing(on: Cycle) -> cycles.Cycle | None:
    return cycles.known(on.key)


def stated(
    day: date,
    *entries: Line,
    scheme: str = "skk",
    opening: int = 0,
    number: str = "",
    again: int = 1,
) -> str:
    """Keep the bank's statement of a day; return its name."""
    made = Statement(
        created_on=calendars.bank().add(day, 1),
        first_on=day,
        last_on=day,
        bank_code="9901",
        branch_code="001",
        account_kind="1",
        account_number=number or {"skk": "0001234", "tosanboshi": "0001235"}[scheme],
        opening=Yen(opening),
        lines=entries,
    )
    name = f"Z03-{scheme}-{day}" + (f"-{again}" if again > 1 else "") + ".dat"
    statement.keep(name, content=zengin.write([made]), at=told_at(day))
    return name


def told_at(day: date) -> datetime:
    return remittance.told_at(day)


def credited(on: Cycle, yen: int, *, edi: str | None = None, day: date | None = None) -> Line:
    """Return the entry that brings the debits of a cycle."""
    day = day or on.remitted_on
    named = f"Z91-{on.channel.key.upper()}-{on.debit_on:%Y%m%d}"
    return Line(
        "00000001", day, day, True, "11", Yen(yen), payer="ｻﾝﾌﾟﾙ",
        edi=named if edi is None else edi,
    )  # fmt: skip


def remitted(on: Cycle, yen: int, *, opening: int = 0) -> None:
    """Let the money of a cycle come on its day, to the yen."""
    day = on.remitted_on
    name = stated(day, credited(on, yen), scheme=on.channel.scheme, opening=opening)
    assert statement.read(name, at=told_at(day)) == "taken"
    assert remittance.match(at=told_at(day)) == [on.key]

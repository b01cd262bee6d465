"""行 — a run of contracts as the rows of every table it stands in, ready for COPY."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import count as counting

import numpy as np

from kyosai.basis import identifiers
from kyosai.basis.months import Month
from kyosai.formats.zengin import kana
from kyosai.records.mandates import cipher
from tools.population import arrears, banks, mix, names

UNDER_A_CEILING = "tosanboshi"
TRADES = {
    "skk": ("retail", "services", "construction", "manufacturing", "wholesale", "farming"),
    "tosanboshi": ("construction", "manufacturing", "wholesale", "services", "retail", "transport"),
}
CAPACITIES = {
    "skk": (["sole_proprietor", "company_officer", "co_manager"], [0.65, 0.32, 0.03]),
    "tosanboshi": (["company", "sole_proprietor"], [0.85, 0.15]),
}
TABLES = {
    "party": "id, portal_person, entered_at, is_taken_over",
    "party_particulars": "id, party_id, recorded_at, name, kana, birthdate, address, email, phone,"
    " source",
    "contract": "number, party_id, scheme, receipt, certificate_number, applied_on, formed_on,"
    " accepted_at, capacity, trade, employees, business_name, corporate_number, office_address,"
    " status, ended_on, end_cause",
    "contract_monthly_premium": "contract_id, since, yen",
    "contract_paid_before": "contract_id, first_month, yen, months",
    "mandate": "customer_no, person, contract_id, request_id, mandate_id, bank_code, bank_name,"
    " branch_code, branch_name, account_kind, account_masked, account_sealed, holder_kana, state,"
    " registered_on, confirmed_on",
    "premium_due": "contract_id, month, yen, due_on, debit_on",
    "premium_arrear": "contract_id, month, yen, code, failures, ask_again_in, failed_in_id,"
    " asked_in_id",
    "premium_total": "contract_id, brought, owed, used",
    "debit_account": "customer_no, contract_id",
}
SEALED_HEX = "\\\\x"


@dataclass(frozen=True)
class Run:
    """A run of serial numbers of one scheme; the same seed gives the same people."""

    scheme: str
    first: int
    count: int
    seed: int


def written(run: Run) -> dict[str, str]:
    """Return every table's rows of a run, as COPY reads them."""
    lines: dict[str, list[str]] = {table: [] for table in TABLES}
    for serial, person in zip(counting(run.first), _people(run)):
        for table, line in lines_of(run.scheme, serial, person):
            lines[table].append(line)
    return {table: "".join(rows) for table, rows in lines.items()}


@dataclass(frozen=True)
class Person:
    """Somebody with a contract: who, where, and what was paid so far."""

    party: str
    account: str
    name: tuple[str, str]
    address: str
    business: str
    birthdate: str
    trade: str
    capacity: str
    bank: tuple[str, str]
    stretches: list[tuple[Month, int, int]]
    now: int
    unpaid: int = 0
    corporate_number: str = ""

    @property
    def formed_on(self) -> date:
        """The first day of the first month paid."""
        return self.stretches[0][0].first_day

    @property
    def entered_at(self) -> str:
        """Noon of that day, as COPY reads it."""
        return f"{self.formed_on} 12:00+09"


def _people(run: Run) -> Iterator[Person]:
    draw = np.random.default_rng([run.seed, run.first])
    histories = getattr(mix, run.scheme)(draw, run.count)
    kinds, shares = CAPACITIES[run.scheme]
    trades = TRADES[run.scheme]
    master = banks.master()
    columns = zip(
        draw.bytes(16 * run.count).hex(sep=" ", bytes_per_sep=-16).split(" "),
        draw.integers(1, 10_000_000, run.count),
        names.people(draw, run.count),
        names.addresses(draw, run.count),
        names.companies(draw, run.count),
        np.clip(draw.normal(1969, 12, run.count), 1936, 2004).astype(int),
        draw.integers(0, len(trades), run.count),
        draw.choice(len(kinds), run.count, p=shares),
        master.drawn(draw, run.count),
        histories.yen.tolist(),
        histories.months.tolist(),
        histories.now.tolist(),
        arrears.drawn(draw, _last_stretch(histories.months)),
        strict=True,
    )
    for (
        party,
        account,
        name,
        address,
        company,
        year,
        trade,
        kind,
        at,
        yen,
        months,
        now,
        late,
    ) in columns:
        is_company = kinds[kind] in ("company", "company_officer")
        yield Person(
            party=party,
            account=f"{account:07d}",
            name=name,
            address=address,
            business=company if is_company else "",
            birthdate=f"{int(year)}-04-02",
            trade=trades[trade],
            capacity=kinds[kind],
            bank=(str(master.bank[at]), str(master.branch[at])),
            stretches=_dated(yen, months),
            now=now,
            unpaid=late,
        )


def _last_stretch(months: mix.Ints) -> mix.Ints:
    """Return the length of each contract's newest stretch: the last that is used at all."""
    place = months.shape[1] - 1 - (months[:, ::-1] > 0).argmax(axis=1)
    found: mix.Ints = months[np.arange(len(months)), place]
    return found


def _dated(yen: list[int], months: list[int]) -> list[tuple[Month, int, int]]:
    first = arrears.LAST + (1 - sum(months))
    found = []
    for amount, length in zip(yen, months, strict=True):
        if length:
            found.append((first, amount, length))
            first = first + length
    return found


def lines_of(scheme: str, serial: int, person: Person) -> Iterator[tuple[str, str]]:
    """Yield table and line of everything one contract is written down in."""
    number = identifiers.contract_number(serial)
    yield from _party(serial, person)
    yield from _contract(scheme, serial, number, person)
    yield from _premiums(scheme, number, person)
    yield from _mandate(serial, number, person)


def _party(serial: int, person: Person) -> Iterator[tuple[str, str]]:
    name, reading = person.name
    yield "party", f"{person.party}\t{_other(person.party)}\t{person.entered_at}\ttrue\n"
    yield (
        "party_particulars",
        (
            f"{person.party}\t{person.party}\t{person.entered_at}\t{name}\t{reading}"
            f"\t{person.birthdate}\t{person.address}\tm{serial}@example.invalid"
            f"\t{_phone(serial)}\t移行\n"
        ),
    )


def _contract(scheme: str, serial: int, number: str, person: Person) -> Iterator[tuple[str, str]]:
    formed_on = person.formed_on
    yield (
        "contract",
        (
            f"{number}\t{person.party}\t{scheme}\tM-{serial:08d}"
            f"\t{identifiers.lettered_number('S', serial)}\t{formed_on}\t{formed_on}"
            f"\t{person.entered_at}\t{person.capacity}\t{person.trade}\t2\t{person.business}"
            f"\t{person.corporate_number}\t{person.address}\tactive\t\\N\t\n"
        ),
    )


def _premiums(scheme: str, number: str, person: Person) -> Iterator[tuple[str, str]]:
    """What is paid a month, what was paid before, what was not; below a ceiling also the total."""
    since = next(first for first, yen, _ in reversed(person.stretches) if yen == person.now)
    yield "contract_monthly_premium", f"{number}\t{since.first_day}\t{person.now}\n"
    *earlier, (first, yen, months) = person.stretches
    paid = [*earlier, (first, yen, months - person.unpaid)]
    for begins, each, count in paid:
        yield "contract_paid_before", f"{number}\t{begins.first_day}\t{each}\t{count}\n"
    if scheme == UNDER_A_CEILING:
        brought = sum(each * count for _, each, count in paid)
        yield "premium_total", f"{number}\t{brought}\t{yen * person.unpaid}\t0\n"
    if person.unpaid:
        yield from arrears.lines(
            number, scheme=scheme, bank=person.bank[0], yen=yen, months=person.unpaid
        )


def _mandate(serial: int, number: str, person: Person) -> Iterator[tuple[str, str]]:
    """Name the account, confirmed long ago, and known to the bank."""
    customer_no = f"{serial:020d}"
    sealed = cipher.sealed(person.account, customer_no=customer_no).hex()
    bank, branch = person.bank
    yield (
        "mandate",
        (
            f"{customer_no}\t{_other(person.party)}\t{number}\t\t\t{bank}\t\t{branch}\t\t1"
            f"\t••••{person.account[-3:]}\t{SEALED_HEX}{sealed}\t{kana.name(person.name[1])}"
            f"\tconfirmed\t{person.formed_on}\t{person.formed_on}\n"
        ),
    )
    yield "debit_account", f"{customer_no}\t{number}\n"


def _other(party: str) -> str:
    """Return the person's number in the portal: another one than in the records."""
    return party[::-1]


def _phone(serial: int) -> str:
    return f"0{serial:09d}"

"""The holders of a test world: how they join, and what they change their minds about."""

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from django.db import connection, transaction

from kyosai.basis import identifiers, tokyo
from kyosai.basis.money import Yen
from kyosai.basis.months import Month
from kyosai.records import one_trip
from kyosai.records.contracts import writes as contracts
from kyosai.records.contracts.writes import Formation
from kyosai.records.mandates import cipher
from kyosai.records.mandates import writes as mandates
from kyosai.records.premiums import writes as premiums
from kyosai.schemes import both
from kyosai.schemes.clocks import channels, debit_days
from tests.procedures.collection import payment
from tests.years.history import USABLE, Account, Life, Prepaid
from tests.years.oracle import Model

SPACE = UUID(int=20260105)
BANKS = ("9901", "9901", "9902", "9902", "9900")
STEPS = {"skk": (500, 1_000, 70_000), "tosanboshi": (5_000, 5_000, 200_000)}
CLASSES = {"half_yearly": 6, "yearly": 12}
CAUSES = ("by_holder", "business_ended", "died")


@dataclass(frozen=True)
class Row:
    """A row of the hub's daily file."""

    customer_no: str
    bank_code: str
    account_number: str
    registered_on: date
    request_id: str = ""
    branch_code: str = "018"
    account_kind: str = "1"
    holder_kana: str = "ﾐﾎﾝ ﾊﾅｺ"
    is_registered: bool = True


class People:
    """Everybody who has a contract, and what they do on a day."""

    def __init__(self, chance: random.Random, model: Model, tempers: dict[str, str]) -> None:
        self.chance, self.model, self.tempers = chance, model, tempers
        self.to_confirm: list[tuple[date, Life, Account]] = []
        self.count = 0

    # -- joining

    def join(self, *, applied_on: date, now: datetime) -> Life:
        """Accept an application of some days ago: a contract, an account, and its first dues."""
        self.count += 1
        scheme = self.chance.choice(tuple(STEPS))
        life = Life(
            serial=self.count,
            scheme=scheme,
            formed_on=applied_on,
            premiums=[(Month.of(applied_on), self._yen(scheme))],
            accounts=[],
        )
        channel, yen = self._account(life, now.date()), life.premiums[0][1]
        applied_at = min(now, tokyo.at(applied_on, now.timetz().replace(tzinfo=None)))
        first = debit_days.first_debit(channel, applied_at=applied_at, decided_at=now)
        taken = both.rules_for(scheme).taken_by_first_debit(
            applied_on=applied_on, debit_month=first.month
        )
        scheduled = premiums.scheduling(
            life.number,
            scheme=scheme,
            formed_on=applied_on,
            months=taken,
            yen=Yen(yen),
            debit_on=first.debit_on,
        )
        with transaction.atomic():
            accounts = [_mandate(life, each) for each in life.accounts]
            one_trip.send(*_entered(life, now), *accounts, *scheduled)
        if scheme == "tosanboshi" and self.chance.random() < 0.2:
            life.brought = self.chance.randrange(6_000_000, 8_000_000 - yen * len(taken), 5_000)
            _run("UPDATE premium_total SET brought = %s WHERE contract_id = %s",
                 [life.brought, life.number])  # fmt: skip
        self.model.join(life, months=taken, debit_on=first.debit_on)
        return life

    def _account(self, life: Life, on: date) -> channels.Channel:
        account = self._new_account(life, on)
        life.accounts.append(account)
        return channels.channel_for(account.bank, scheme=life.scheme, on=on)

    def _new_account(self, life: Life, on: date, *, bank: str = "") -> Account:
        number = f"{len(life.accounts) + 1:04d}{life.serial:016d}"
        temper = self.chance.choices(("", "1", "4", "2"), (93, 5, 1, 1))[0]
        self.tempers[number] = temper
        is_slow = self.chance.random() < 0.15
        account = Account(
            number,
            bank or self.chance.choice(BANKS),
            "registered" if is_slow or life.accounts else "confirmed",
            on,
            temper,
        )
        if account.state == "registered":
            days = self.chance.choice((0, 1, 1, 2, 20))
            self.to_confirm.append((on + timedelta(days=days), life, account))
        return account

    def _yen(self, scheme: str) -> int:
        step, least, most = STEPS[scheme]
        return self.chance.randrange(least, most + 1, step)

    # -- changing

    def act(self, now: datetime, *, rate: float) -> None:
        """Let so many of a thousand holders do something today."""
        active = [life for life in self.model.lives.values() if life.ended_on is None]
        for _ in range(int(len(active) * rate) + (self.chance.random() < len(active) * rate % 1)):
            life = self.chance.choice(active)
            if life.ended_on is None:
                change = self.chance.choices(CHANGES, WEIGHTS)[0]
                change(self, life, now)

    def confirm_accounts(self, now: datetime) -> None:
        """Let the hub's file of the day confirm what was registered."""
        ready = [each for each in self.to_confirm if each[0] <= now.date()]
        self.to_confirm = [each for each in self.to_confirm if each[0] > now.date()]
        rows = [_row(life, account) for _, life, account in ready]
        if rows:
            mandates.confirm_from_daily_file(rows, at=now)
        for _, life, account in ready:
            if account.state == "registered":
                for each in life.accounts:
                    if each.state in (*USABLE, "stopped"):
                        each.state = "replaced"
                account.state = "confirmed"

    def bring_accounts(self, now: datetime) -> None:
        """Let most of those whose account was stopped name another."""
        for life in self.model.lives.values():
            lacks = life.ended_on is None and life.usable is None and life.accounts
            is_coming = any(each[1] is life for each in self.to_confirm)
            if lacks and not is_coming and self.chance.random() < 0.1:
                self._replace(life, now)

    def _replace(self, life: Life, now: datetime) -> None:
        account = self._new_account(life, now.date())
        life.accounts.append(account)
        one_trip.send(_mandate(life, account))

    def _change_premium(self, life: Life, now: datetime) -> None:
        """The new premium begins with the first month that nobody has been told the yen of."""
        since = max([Month.of(now.date()), *self.model.owed[life.number]]) + 1
        if since > life.premiums[-1][0]:
            yen = self._yen(life.scheme)
            life.premiums.append((since, yen))
            _run("INSERT INTO contract_monthly_premium (contract_id, since, yen)"
                 " VALUES (%s, %s, %s)", [life.number, since.first_day, yen])  # fmt: skip

    def _change_class(self, life: Life, now: datetime) -> None:
        since = Month.of(now.date()) + 1
        if life.scheme != "skk" or (life.classes and life.classes[-1][0] >= since):
            return
        name = self.chance.choice(tuple(CLASSES))
        designated = (since + self.chance.randrange(3)).month
        payment.choose_class(
            life.number, payment_class=name, designated_month=designated, since=since
        )
        life.classes.append((since, CLASSES[name], designated))

    def _prepay(self, life: Life, now: datetime) -> None:
        month = Month.of(now.date()) + 1
        if any(each.month == month for each in life.prepaid):
            return
        each = Prepaid(month, self.chance.randrange(2, 13), self.chance.random() < 0.3)
        payment.prepay(life.number, month=month, months=each.months, is_yearly=each.is_yearly)
        life.prepaid.append(each)

    def _stop(self, life: Life, now: datetime) -> None:
        """A holiday from this month or the next, open or with its end; or the end of one."""
        kinds = {"skk": ("no_income", "hospitalised"), "tosanboshi": ("in_grace", "forty_times")}
        month = Month.of(now.date())
        running = [each for each in life.holidays if each[2] is None]
        if running:
            kind, since, _ = running[0]
            last = max(month, since)
            payment.end_holiday(life.number, kind=kind, last=last)
            life.holidays[life.holidays.index(running[0])] = (kind, since, last)
            return
        kind = self.chance.choice(kinds[life.scheme])
        since = max(month + self.chance.choice((0, 1)), Month.of(life.formed_on))
        if any(each[:2] == (kind, since) for each in life.holidays):
            return
        until = since + self.chance.randrange(12) if self.chance.random() < 0.6 else None
        payment.begin_holiday(life.number, kind=kind, since=since, until=until)
        life.holidays.append((kind, since, until))

    def _use_up(self, life: Life, now: datetime) -> None:
        """A loan takes a tenth of what it lends from the premiums."""
        if life.scheme == "tosanboshi" and life.brought:
            life.used += 50_000
            _run("UPDATE premium_total SET used = used + 50000 WHERE contract_id = %s",
                 [life.number])  # fmt: skip

    def _end(self, life: Life, now: datetime) -> None:
        """A contract ended today, or some time ago and nobody had said so."""
        days = self.chance.choice((0, 0, 3, 15, 40, 100))
        ended_on = max(life.formed_on, now.date() - timedelta(days=days))
        with transaction.atomic():
            contracts.end(life.number, on=ended_on, cause=self.chance.choice(CAUSES))
        self.model.end(life.number, on=ended_on)


CHANGES = (
    People._change_premium,
    People._change_class,
    People._prepay,
    People._stop,
    People._use_up,
    lambda people, life, now: people._replace(life, now),
    People._end,
)
WEIGHTS = (20, 10, 15, 20, 10, 20, 8)


def _entered(life: Life, now: datetime) -> Iterable[one_trip.Statement]:
    party = uuid5(SPACE, f"party {life.serial}")
    yield (
        "INSERT INTO party (id, portal_person, entered_at) VALUES (%s, %s, %s)",
        [party, uuid5(SPACE, f"person {life.serial}"), now],
    )
    yield (
        "INSERT INTO party_particulars (id, party_id, recorded_at, name, kana, birthdate, address,"
        " email, phone, source) VALUES (%s, %s, %s, '見本　花子', 'ミホン　ハナコ', '1980-04-01',"
        " '東京都架空区見本町１丁目', '', '0300000000', 'test')",
        [uuid5(SPACE, f"particulars {life.serial}"), party, now],
    )
    yield from contracts.forming(
        Formation(
            number=life.number,
            certificate_number=identifiers.lettered_number("S", life.serial),
            party=party,
            scheme=life.scheme,
            receipt=f"U-{life.serial}",
            formed_on=life.formed_on,
            accepted_at=now,
            capacity="sole_proprietor",
            trade="retail",
            employees=1,
            business_name="",
            corporate_number="",
            office_address="",
            monthly_premium=Yen(life.premiums[0][1]),
        )
    )


def _mandate(life: Life, account: Account) -> one_trip.Statement:
    row = _row(life, account)
    is_known = account.state != "registered"
    sealed = cipher.sealed(row.account_number, customer_no=account.customer_no)
    return (
        "INSERT INTO mandate (customer_no, person, contract_id, request_id, mandate_id, bank_code,"
        " bank_name, branch_code, branch_name, account_kind, account_masked, account_sealed,"
        " holder_kana, state, registered_on, confirmed_on)"
        " VALUES (%s, %s, %s, '', '', %s, '', %s, '', '1', '', %s, %s, %s, %s, %s)",
        [
            account.customer_no,
            uuid5(SPACE, f"person {life.serial}"),
            life.number,
            account.bank,
            row.branch_code,
            sealed if is_known else None,
            row.holder_kana,
            account.state,
            account.registered_on,
            account.registered_on if is_known else None,
        ],
    )


def _row(life: Life, account: Account) -> Row:
    number = f"{life.serial * 7 % 9_999_999 + 1:07d}"
    return Row(account.customer_no, account.bank, number, account.registered_on)


def _run(sql: str, parameters: list[object]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)

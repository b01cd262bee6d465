"""A small world to pay in: payees with accounts and something owed, officers, a bank in memory."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from uuid import UUID

from kyosai.basis import tokyo
from kyosai.basis.money import Yen
from kyosai.doors import today
from kyosai.doors.clock import paying
from kyosai.formats.zengin.statement import Line
from kyosai.procedures.collection import statement
from kyosai.procedures.payment import approve, check, frame
from kyosai.records.contracts.models import Contract
from kyosai.records.ledger import reads as journal
from kyosai.records.ledger import writes as ledger
from kyosai.records.ledger.writes import Posting
from kyosai.records.payments import accounts, files, ordering, payee
from kyosai.records.payments.accounts import Given
from kyosai.records.payments.ordering import Order, Rail
from kyosai.wires.bank.fake import FakeDesk
from tests.procedures.collection import world as people
from tests.procedures.collection.world import run

DAY = date(2026, 12, 1)  # a Tuesday
NEXT = date(2026, 12, 2)
AT = tokyo.at(DAY, time(10, 5))
NOON = tokyo.at(DAY, time(12, 0))
SINCE = date(2026, 10, 1)
TREASURY = people.OFFICERS  # makoto, kaoru


def holder(serial: int, *, scheme: str = "skk") -> str:
    """Enter a holder whose premiums come from a confirmed account; return the contract."""
    return people.holder(serial, applied_on=SINCE, scheme=scheme)


def party(contract: str) -> UUID:
    found: UUID = Contract.objects.values_list("party_id", flat=True).get(number=contract)
    return found


def account(contract: str) -> UUID:
    """Return the account a contract's money is sent to."""
    known = payee.of_contract(contract, party=party(contract))
    assert known is not None
    return known.id


def owe(contract: str, yen: int, *, kind: str = "benefit", key: str = "", on: date = DAY) -> None:
    """Let the journal owe a contract something."""
    scheme = scheme_of(contract)
    posting = Posting(
        key=f"owed:{key or kind}:{contract}",
        kind="owed",
        debit=f"{kind}s:{scheme}",
        credit=ordering.payable(kind, scheme=scheme, contract=contract),
        amount=Yen(yen),
        effective_on=on,
        contract=contract,
    )
    ledger.post(posting, at=AT)


def order(
    contract: str,
    yen: int = 100_000,
    *,
    rail: Rail = "instant",
    kind: str = "benefit",
    to: UUID | None = None,
    by: str = "",
    key: str = "",
    pay_on: date = DAY,
    owed: bool = True,
) -> str:
    """Owe a contract something and order its payment; return the payment's number."""
    if owed:
        owe(contract, yen, kind=kind, key=key, on=pay_on)
    wanted = Order(
        key=f"{key or kind}:{contract}",
        scheme=scheme_of(contract),
        contract=contract,
        party=party(contract),
        kind=kind,
        purpose="共済金",
        amount=Yen(yen),
        account=to or account(contract),
        rail=rail,
        pay_on=pay_on,
        due_at=tokyo.at(pay_on, time(17)) + timedelta(days=6),
        ordered_by=by,
    )
    return ordering.order(wanted, at=AT)


def scheme_of(contract: str) -> str:
    return str(Contract.objects.values_list("scheme", flat=True).get(number=contract))


def checked(*contracts: str, result: str = "0") -> None:
    """Let the bank have answered about the accounts of contracts."""
    for contract in contracts:
        accounts.note_check(account(contract), result, at=AT - timedelta(hours=1))


def another_account(
    contract: str, *, by: str = "susumu", on: date = DAY, number: str = "7654321"
) -> Given:
    """Return an account an officer heard of."""
    return Given(
        bank_code="9902",
        bank_name="見本第二銀行",
        branch_code="002",
        branch_name="本店",
        account_kind="1",
        account_number=number,
        holder_kana="ﾐﾎﾝ ﾊﾅｺ",
        source=f"officer:{number}",
        registered_on=on,
        payable_from=payee.payable_from(on),
        registered_by=by,
    )


def officer(username: str, duty: str, *, up_to: int = 0) -> str:
    """Return an officer of a duty, appointed when first asked for."""
    return people.officer(username, duty=duty, up_to=up_to)


def frame_of(
    scheme: str = "skk", *, a_day: int = 1_000_000_000, each: int = 50_000_000, on: date = DAY
) -> UUID:
    """Let one of the treasury propose a frame for a week, and the other approve it."""
    proposer, approver = (people.treasurer(name) for name in TREASURY)
    found = frame.propose(
        scheme,
        since=on,
        until=on + timedelta(days=7),
        a_day=Yen(a_day),
        each=Yen(each),
        officer=proposer,
        at=tokyo.at(on, time(8)),
    )
    frame.approve(found, officer=approver, at=tokyo.at(on, time(8)))
    return found


def release(name: str) -> None:
    """Let the two officers of the treasury release a file, in time, or open a frame of today."""
    if name.startswith("frame-"):
        frame_of(name.removeprefix("frame-"), on=today.today())
        return
    kept = files.of_name(name)
    assert kept is not None
    in_time = kept.hand_in_by - timedelta(seconds=1)
    for who in TREASURY:
        approve.approve(name, digest=kept.digest, officer=people.treasurer(who), at=in_time)


class Bank(FakeDesk):
    """A bank that remembers how often each payment moved money, however often it is asked."""

    def moved(self) -> dict[str, bytes]:
        """Return what the bank paid, by number."""
        return {name: content for name, content in self.taken.items() if name.startswith("P-")}


@contextmanager
def banking(bank: FakeDesk) -> Iterator[FakeDesk]:
    """Let the clock talk to this bank."""
    before = paying.sending.bank
    paying.sending.bank = lambda: bank  # type: ignore[assignment,return-value]
    try:
        yield bank
    finally:
        paying.sending.bank = before


def round_of_payments(at: datetime) -> None:
    """Do everything the clock does about payments at one moment."""
    paying.check_accounts(at)
    paying.pay_at_once(at)
    paying.make_files(at)
    paying.hand_over_files(at)
    paying.note_paid(at)


def stated(day: date, *entries: Line, scheme: str = "skk", opening: int = 0) -> None:
    """Let the bank tell what happened on our account on a day, and read it."""
    name = people.stated(day, *entries, scheme=scheme, opening=opening)
    assert statement.read(name, at=people.told_at(day)) == "taken"


def left(day: date, yen: int, edi: str) -> Line:
    """Return the entry of money that left for a payment, or for a file of them."""
    return Line("00000001", day, day, False, "11", Yen(yen), payer="ｷﾖｳｻｲ", edi=edi)


def came_back(day: date, yen: int, number: str) -> Line:
    """Return the entry of money the bank gave back."""
    return Line("00000002", day, day, True, "11", Yen(yen), payer="ｷﾖｳｻｲ", edi=f"R21-{number}")


def balances() -> dict[str, int]:
    """Return what lies on each account of the journal, debit side first."""
    return {each.account: each.difference.amount for each in journal.balances()}


def call_back(account: UUID, *, by: str = "mamoru", at: datetime = AT) -> None:
    check.call_back(account, officer=by, words="ご本人と話し、口座番号の下3桁を聞いた。", at=at)


def told(contract: str) -> list[str]:
    """Return the titles of what the holder of a contract was told, in order."""
    rows = run("SELECT title FROM notice WHERE party_id = %s ORDER BY at, key", [party(contract)])
    return [title for (title,) in rows]


def cases() -> list[str]:
    return [receipt for (receipt,) in run("SELECT receipt FROM case_file ORDER BY receipt")]

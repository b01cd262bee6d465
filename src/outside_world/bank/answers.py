"""口座の答え — one result code a record: by its faults, by the account, else by the profile."""

from collections.abc import Iterable
from functools import cache
from hashlib import sha256

from kyosai.basis import parameters
from outside_world.bank import accounts, layout
from outside_world.bank.accounts import Account
from outside_world.memory import Memory

TABLES = """
CREATE TABLE IF NOT EXISTS profile (one INTEGER PRIMARY KEY, mode TEXT, seed INTEGER);
CREATE TABLE IF NOT EXISTS was_short (customer_no TEXT PRIMARY KEY)
"""
ALL_OK, ASSUMED = "all_ok", "assumed"


def codes(memory: Memory, lines: list[bytes], *, name: str) -> str:
    """Return the code of every record in order, and remember whose funds were short."""
    by_hand = accounts.states(memory)
    mode, seed = profile(memory)
    short = {row["customer_no"] for row in memory.rows("SELECT customer_no FROM was_short")}
    found = []
    for line in lines:
        code = layout.fault_code(line) or _by_account(line, by_hand)
        if not code and mode == ASSUMED:
            code = _drawn(line, f"{seed}|{name}", short)
        found.append(code or "0")
    _remember(memory, zip(lines, found, strict=True))
    accounts.count_down(memory, [_account(line) for line in lines])
    return "".join(found)


def profile(memory: Memory) -> tuple[str, int]:
    """Return how accounts without a state of their own answer, and the seed."""
    row = memory.row("SELECT * FROM profile")
    return (row["mode"], row["seed"]) if row else (ALL_OK, 0)


def set_profile(memory: Memory, *, mode: str, seed: int) -> None:
    """Let every other account debit well, or fall as assumed under a seed."""
    assert mode in (ALL_OK, ASSUMED)
    memory.write("INSERT OR REPLACE INTO profile VALUES (1, ?, ?)", mode, seed)


def _by_account(line: bytes, by_hand: dict[Account, str]) -> str:
    account = _account(line)
    sample = accounts.samples().get(account[3])
    state = by_hand.get(account) or (sample.debit if sample else "")
    return accounts.CODES[state] if state else ""


def _account(line: bytes) -> Account:
    parts = (line[layout.BANK], line[layout.BRANCH], line[layout.KIND], line[layout.NUMBER])
    bank, branch, kind, number = (part.decode("latin-1") for part in parts)
    return bank, branch, kind, number


def _drawn(line: bytes, salt: str, short: set[str]) -> str:
    """Draw a code: the same file under the same seed is answered the same."""
    customer = line[layout.CUSTOMER].decode("latin-1")
    if customer in short:
        population = "rebill_after_1"
    else:
        population = "first_debit_web" if line[layout.NEW_CODE] == b"1" else "regular"
    drawn = int(sha256(f"{salt}|{customer}".encode()).hexdigest()[:12], 16) % 10_000
    for share, code in _shares(population):
        if drawn < share:
            return code
    raise AssertionError("the shares of a population make ten thousand")


@cache
def _shares(population: str) -> list[tuple[int, str]]:
    """Return codes with the running sum of their shares."""
    sums, total = [], 0
    for code, share in parameters.table(__package__, "profiles")[population].items():
        total += share
        sums.append((total, code))
    assert total == 10_000, population
    return sums


def _remember(memory: Memory, answered: Iterable[tuple[bytes, str]]) -> None:
    pairs = [(line[layout.CUSTOMER].decode("latin-1"), code) for line, code in answered]
    with memory.together() as connection:
        connection.execute("CREATE TEMP TABLE answered (customer_no TEXT, code TEXT)")
        connection.executemany("INSERT INTO answered VALUES (?, ?)", pairs)
        connection.execute(
            "DELETE FROM was_short WHERE customer_no IN (SELECT customer_no FROM answered)"
        )
        connection.execute(
            "INSERT OR IGNORE INTO was_short SELECT customer_no FROM answered WHERE code = '1'"
        )

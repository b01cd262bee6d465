"""The bank, made quickly and not timed: answers with every code, and the statement of the money."""

from collections.abc import Sequence

import numpy as np

from kyosai.basis.money import Yen
from kyosai.formats.zengin import statement as zengin
from kyosai.formats.zengin.statement import Line, Statement
from kyosai.records.premiums import results
from kyosai.records.remittances import consignor
from kyosai.records.remittances import reads as remittances
from kyosai.schemes.clocks import calendars
from kyosai.schemes.clocks.debit_days import Cycle

# Of ten thousand debits two hundred fail, as the outside world's bank has it.
CODES = {"0": 9800, "1": 160, "2": 13, "3": 4, "4": 17, "8": 3, "9": 3}
WIDTH, AMOUNT, CODE = 122, slice(80, 90), 111


def answered(request: bytes, *, seed: int) -> bytes:
    """Return the result of a request file: the request, its codes and its sums."""
    records = np.frombuffer(request, np.uint8).reshape(-1, WIDTH).copy()
    asked = records[1:-2]
    shares = np.array(list(CODES.values())) / 10_000
    codes = np.frombuffer("".join(CODES).encode(), np.uint8)
    drawn = np.random.default_rng(seed).choice(codes, len(asked), p=shares)
    asked[:, CODE] = drawn
    yen = (asked[:, AMOUNT] - ord("0")) @ 10 ** np.arange(9, -1, -1)
    paid = drawn == ord("0")
    sums = (paid.sum(), yen[paid].sum(), (~paid).sum(), yen[~paid].sum())
    told = b"%06d%012d%06d%012d" % tuple(int(each) for each in sums)
    records[-2, 19:55] = np.frombuffer(told, np.uint8)
    return records.tobytes()


def stated(scheme: str, cycles: Sequence[Cycle]) -> bytes:
    """Return a statement that goes on from the last one and credits what each cycle collected."""
    bank, account = calendars.bank(), consignor.of(scheme)
    last_on = max(cycle.remitted_on for cycle in cycles)
    before = remittances.last_balance(scheme)
    first_on = bank.add(before[0], 1) if before else min(cycle.remitted_on for cycle in cycles)
    lines = [
        Line(
            f"{number:08d}", cycle.remitted_on, cycle.remitted_on, True, "11",
            Yen(results.collected_yen(cycle.key)), payer="ｻﾝﾌﾟﾙ",
            edi=f"Z91-{cycle.channel.key.upper()}-{cycle.debit_on:%Y%m%d}",
        )
        for number, cycle in enumerate(sorted(cycles, key=lambda each: each.remitted_on), start=1)
        if results.collected_yen(cycle.key)
    ]  # fmt: skip
    made = Statement(
        created_on=bank.add(last_on, 1),
        first_on=first_on,
        last_on=last_on,
        bank_code=account.bank_code,
        branch_code=account.branch_code,
        account_kind=account.account_kind,
        account_number=account.account_number,
        opening=Yen(before[1] if before else 0),
        lines=tuple(lines),
    )
    return zengin.write([made])

"""明細の支払 — which payment, or file of payments, an entry of a statement is of."""

import re
from datetime import datetime

from kyosai.basis.money import Yen
from kyosai.formats.zengin.statement import Line
from kyosai.records.ledger.writes import Posting
from kyosai.records.payments import files, sending
from kyosai.records.remittances.reads import StatementEntry

PAID = re.compile(r"P-[0-9]{8}-[0-9]{2}")
FILE = re.compile(r"Z21-([ST])-([0-9]{4})([0-9]{2})([0-9]{2})-([0-9]{2})")
BACK = re.compile(r"R21-(P-[0-9]{8}-[0-9]{2})")


def paid(line: Line, *, scheme: str) -> str:
    """Return the payment, or the file of payments, an entry is of: leaving, or come back."""
    yen, back = line.amount.amount, BACK.fullmatch(line.edi)
    if line.is_credit:
        known = back and sending.returnable(back[1], scheme=scheme, yen=yen)
        return back[1] if back and known else ""
    if PAID.fullmatch(line.edi):
        return line.edi if sending.payment_booked(line.edi, scheme=scheme, yen=yen) else ""
    named = FILE.fullmatch(line.edi)
    if named is None or named[1] != scheme[0].upper():
        return ""
    name = f"Z21-{scheme}-{named[2]}-{named[3]}-{named[4]}-{named[5]}.dat"
    return name if files.booked(name, yen=yen) else ""


def posting(entry: StatementEntry, *, at: datetime) -> Posting:
    """Return the transfer of a payment that left our account, or came back to it."""
    bank, key = f"bank:collections:{entry.scheme}", f"statement:{entry.statement_id}"
    if not entry.is_credit:
        return Posting(
            key=f"{key}:{entry.ordinal}",
            kind="payment_booked",
            debit=f"transit:payments:{entry.scheme}",
            credit=bank,
            amount=Yen(entry.yen),
            effective_on=entry.booked_on,
        )
    payment = sending.of_number(entry.paid, lock=True)
    assert payment is not None
    sending.note(payment.number, "returned", at=at, reason="資金返却")
    return Posting(
        key=f"{key}:{entry.ordinal}",
        kind="payment_returned",
        debit=bank,
        credit=payment.owed_on,
        effective_on=entry.booked_on,
        contract=payment.contract,
        case_number=payment.case_number,
        amount=payment.amount,
    )

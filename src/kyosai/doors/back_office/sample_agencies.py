"""見本の委託機関 — the agencies of the workshop, plainly fictional, as lines of the register."""

from datetime import date

from kyosai.doors import today
from kyosai.records.agencies import reads, writes

AGENCIES = (
    ("3999901000021", "例示商工会", "society", ("assist", "confirm"), date(2027, 3, 31)),
    ("2999901000022", "見本信用金庫", "bank", ("assist",), date(2027, 3, 31)),
    ("1999901000023", "試作商工会（終わった機関）", "society", ("assist",), date(2026, 9, 30)),
)
BEGINS_ON = date(2026, 4, 1)


def make() -> None:
    """Enter the sample agencies, unless there is a register."""
    if reads.register(on=date.max):
        return
    for number, name, kind, duties, ends_on in AGENCIES:
        writes.enter(
            number,
            name=name,
            kind=kind,
            duties=duties,
            begins_on=BEGINS_ON,
            ends_on=ends_on,
            at=today.now(),
        )

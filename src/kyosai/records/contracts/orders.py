"""延長の定めの照会 — the order that covers the home or the office of a holder."""

from datetime import date

from kyosai.records.contracts import reads
from kyosai.records.contracts.reads import Standing
from kyosai.records.parties import reads as parties
from kyosai.schemes import deferral_orders
from kyosai.schemes.deferral_orders import Order


def covering(contract: Standing, *, on: date, with_samples: bool) -> Order | None:
    """Return the order one may ask under on a day; nothing where none covers the holder."""
    found = deferral_orders.open_orders(scheme=contract.scheme, on=on, with_samples=with_samples)
    if not found:
        return None
    addresses = (
        parties.particulars(contract.party).address,
        reads.office_address(contract.number),
    )
    return next((each for each in found if any(map(each.covers, addresses))), None)

"""抜取り — which sworn statements are looked at afterwards, drawn by the receipt's digest."""

from fractions import Fraction

from kyosai.basis import fingerprint

_OUT_OF = 16**64


def is_drawn(receipt: str, *, share: Fraction) -> bool:
    """Tell whether a receipt is among the share that is looked at.

    Nobody can choose, and anybody can draw again.
    """
    return int(fingerprint.digest(receipt.encode()), 16) < share * _OUT_OF

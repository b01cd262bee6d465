"""番号 — contract, case, certificate, customer and corporate numbers, with their check digits.

The check digits of our own numbers are our choice (decision 19): the published practice is
seven digits and two check digits, its algorithm unknown.
"""

from kyosai.basis.refusal import Refused


class WrongNumber(Refused):
    """A number whose check digit does not fit."""

    reason = "番号が正しくありません。書類の番号をもう一度ご確認ください。"


def contract_number(serial: int) -> str:
    """Return the nine-digit 契約者番号 of a serial number below ten million."""
    assert 0 < serial < 10_000_000
    return f"{serial:07d}{_mod97(f'{serial:07d}'):02d}"


def is_contract_number(text: str) -> bool:
    """Tell whether nine digits carry their own check digits."""
    return len(text) == 9 and text.isascii() and text.isdigit() and _fits(text)


def lettered_number(letter: str, serial: int) -> str:
    """Return a number such as K-00001234-56: letter, eight digits, two check digits.

    K 案件 (case), S 証明書 (certificate), U 受付 (receipt), P 紙の受付 (receipt of a paper).
    """
    assert 0 < serial < 100_000_000 and len(letter) == 1
    return f"{letter}-{serial:08d}-{_mod97(f'{serial:08d}'):02d}"


def parse_lettered(text: str, *, letter: str) -> str:
    """Return the number in its one written form, or refuse it."""
    digits = "".join(c for c in text.strip().upper().removeprefix(letter) if c.isdigit())
    if len(digits) != 10 or not _fits(digits):
        raise WrongNumber
    return f"{letter}-{digits[:8]}-{digits[8:]}"


def is_corporate_number(text: str) -> bool:
    """Tell whether thirteen digits are a 法人番号 (check digit first, 9 − Σ mod 9)."""
    if len(text) != 13 or not (text.isascii() and text.isdigit()):
        return False
    weighed = sum(int(d) * (1 + place % 2) for place, d in enumerate(reversed(text[1:])))
    return int(text[0]) == 9 - weighed % 9


def _mod97(digits: str) -> int:
    return 98 - int(digits + "00") % 97


def _fits(text: str) -> bool:
    return _mod97(text[:-2]) == int(text[-2:])

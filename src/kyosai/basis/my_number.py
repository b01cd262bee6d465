"""個人番号 — twelve digits, the last of which tells a slip of the pen from a number."""

from kyosai.basis.refusal import Refused

LENGTH = 12
WEIGHTS = (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)  # 番号法施行令8条


class NotAMyNumber(Refused):
    """Not twelve digits, or a last digit that does not belong to the others."""

    reason = "マイナンバーの12けたの数字が違います。カードの裏を見て、入力し直してください。"


def insist(number: str) -> None:
    """Refuse what is no individual number.

    It is no rule that explains itself: the number would stand in the explanation.
    """
    if len(number) != LENGTH or not (number.isascii() and number.isdigit()):
        raise NotAMyNumber(field="number")
    if int(number[-1]) != check_digit(number[:-1]):
        raise NotAMyNumber(field="number")


def check_digit(eleven: str) -> int:
    """Return the digit that belongs to eleven others."""
    rest = sum(int(digit) * weight for digit, weight in zip(eleven, WEIGHTS, strict=True)) % 11
    return 0 if rest <= 1 else 11 - rest

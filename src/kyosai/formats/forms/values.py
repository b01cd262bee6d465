"""欄の値 — what may stand in a box, in the one way by which two readings are compared."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date

import jaconv

from kyosai.basis import identifiers
from kyosai.basis.refusal import Refused
from kyosai.formats.forms.template import Box

_DASHES = re.compile(r"(?<=[0-9])[\u2010-\u2015\u2212\u30fc\uff70-](?=[0-9])")


class NotRead(Refused):
    """What was typed cannot stand in this box."""

    reason = "この欄に書ける形ではありません。画像をもう一度見て、入力してください。"


class NotADate(NotRead):
    """Not eight digits of a day."""

    reason = "日付は、西暦の8けたで入力してください。例：19800507"


class NotANumber(NotRead):
    """Something but digits."""

    reason = "数字だけを入力してください。"


class NotAContract(NotRead):
    """A number with a digit wrong."""

    reason = "契約者番号は9けたです。最後の2けたが合いません。もう一度見てください。"


class NotAChoice(NotRead):
    """A number that is not on the form."""

    reason = "様式にある番号を入力してください。"


class NotKana(NotRead):
    """Something but katakana."""

    reason = "カタカナで入力してください。"


def plain(text: str, *, shape: str, choices: int = 9) -> str:
    """Return a reading in its one way of writing, or refuse it.

    Width, spaces and kinds of dashes do not make two readings differ.
    """
    tidy = " ".join(unicodedata.normalize("NFKC", text).split())
    if not tidy:
        raise NotRead
    return _SHAPES[shape](tidy, choices)


def of_box(text: str, box: Box) -> str:
    """Return a reading of a box in its one way of writing."""
    return plain(text, shape=box.shape, choices=len(box.choices) or 9)


def _text(text: str, _: int) -> str:
    return _DASHES.sub("-", text)


def _kana(text: str, _: int) -> str:
    kana = jaconv.hira2kata(text)
    if not re.fullmatch(r"[ァ-ヺー・ ]+", kana):
        raise NotKana
    return kana


def _date(text: str, _: int) -> str:
    digits = re.sub(r"[-/. 年月日]", "", text)
    try:
        return date.fromisoformat(digits).isoformat() if len(digits) == 8 else _no_date()
    except ValueError:
        return _no_date()


def _no_date() -> str:
    raise NotADate


def _number(text: str, _: int) -> str:
    digits = re.sub(r"[,円人¥\\ ]", "", text)
    if not re.fullmatch(r"[0-9]{1,9}", digits):
        raise NotANumber
    return str(int(digits))


def _phone(text: str, _: int) -> str:
    digits = re.sub(r"[^0-9]", "", _DASHES.sub("-", text))
    if not re.fullmatch(r"0[0-9]{9,10}", digits):
        raise NotANumber
    return digits


def _choice(text: str, choices: int) -> str:
    if not (re.fullmatch(r"[1-9]", text) and int(text) <= choices):
        raise NotAChoice
    return text


def _marks(text: str, _: int) -> str:
    if not re.fullmatch(r"[01]{5}", text):
        raise NotAChoice
    return text


def _contract(text: str, _: int) -> str:
    digits = re.sub(r"[- ]", "", text)
    if not identifiers.is_contract_number(digits):
        raise NotAContract
    return digits


_SHAPES: dict[str, Callable[[str, int], str]] = {
    "text": _text,
    "kana": _kana,
    "date": _date,
    "yen": _number,
    "number": _number,
    "phone": _phone,
    "choice": _choice,
    "marks": _marks,
    "contract": _contract,
}

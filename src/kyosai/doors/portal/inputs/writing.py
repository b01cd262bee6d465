"""書き方 — take what people type as they type it: full or half width, hiragana, hyphens."""

import re
import unicodedata

import jaconv

HYPHENS = "-‐‑‒–—―−ー－ｰ"
TURNING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
KANA = re.compile(r"[ァ-ヺーヽヾ・]+(?: [ァ-ヺーヽヾ・]+)*")
EMAIL = re.compile(r"[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)*\.[A-Za-z]{2,}")


def has_odd_characters(text: str) -> bool:
    """Tell whether a text holds what no form means: control characters, half characters.

    Marks that turn the direction of reading are odd too: a desk would read another name.
    """
    return any(
        unicodedata.category(c) in ("Cc", "Cs", "Co", "Cn") or c in TURNING or c == "\ufffd"
        for c in text
    )


def line(text: str) -> str:
    """Return a name or address on one line: half-width kana widened, old characters kept."""
    widened = jaconv.h2z(text, kana=True, ascii=False, digit=False)
    return " ".join(widened.replace("\u3000", " ").split())


def kana(text: str) -> str:
    """Return a reading in katakana, with one space between its parts."""
    return line(jaconv.hira2kata(jaconv.h2z(text))).replace("‐", "ー")


def is_kana(text: str) -> bool:
    """Tell whether a text is katakana throughout."""
    return KANA.fullmatch(text) is not None


def halved(text: str) -> str:
    """Return digits and letters in half width, spaces gone."""
    return "".join(jaconv.z2h(text, kana=False, ascii=True, digit=True).split())


def digits(text: str) -> str:
    """Return a number without its separators: 12,000円 and １２－０００ are both 12000."""
    bare = halved(text).removesuffix("円").removesuffix("人")
    return bare.translate({ord(mark): None for mark in HYPHENS + ",、，"})


def amount(text: str) -> str:
    """Return a count or a sum without its separators; a minus before it is no separator."""
    bare = halved(text)
    return bare if bare[:1] in HYPHENS else digits(text)


def phone(text: str) -> str:
    """Return a telephone number as digits only, from within the country."""
    bare = digits(text).translate({ord("("): None, ord(")"): None})
    return "0" + bare.removeprefix("+81").removeprefix("0") if bare.startswith("+81") else bare


def is_phone(text: str) -> bool:
    """Tell whether ten or eleven digits can be dialled."""
    return bool(re.fullmatch(r"0[0-9]{9,10}", text))


def email(text: str) -> str:
    """Return a mail address in half width."""
    return halved(text)


def is_email(text: str) -> bool:
    """Tell whether a text can be a mail address."""
    return len(text) <= 254 and ".." not in text and EMAIL.fullmatch(text) is not None

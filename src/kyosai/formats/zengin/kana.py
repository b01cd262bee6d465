"""口座名義カナ — a name in the half-width characters every bank accepts, cut to its field."""

import tomllib
from importlib.resources import files
from unicodedata import normalize

from kyosai.basis.refusal import Refused
from kyosai.formats.zengin.characters import EVERYWHERE

WIDTH = 30
VOICED = "ﾞﾟ"
_SMALL = dict(zip("ァィゥェォャュョッヮヵヶｧｨｩｪｫｬｭｮｯ", "ｱｲｳｴｵﾔﾕﾖﾂﾜｶｹｱｲｳｴｵﾔﾕﾖﾂ", strict=True))
_DASHES = "-ー－―‐‑‒–—−ｰ"
_SPACES = " 　\u00a0・･"
_OLD = {"ヲ": "ｵ", "ｦ": "ｵ", "ヰ": "ｲ", "ヱ": "ｴ"}  # Banks hold modern kana.
_FORMS = tomllib.loads(files(__package__).joinpath("corporate_forms.toml").read_text("utf-8"))


class NotWritable(Refused):
    """A character no bank file can carry."""

    def __init__(self, character: str, position: int) -> None:
        self.character, self.position = character, position
        super().__init__(
            f"{position}文字目の「{character}」は、銀行のデータに使えません。"
            "口座名義を、通帳のとおりカタカナで入力してください。"
        )


class NoName(Refused):
    """A name that is empty once it is written the bank's way."""

    reason = "口座名義が入力されていません。通帳のとおりカタカナで入力してください。"


def _half_width() -> dict[str, str]:
    table = {"\u3099": "ﾞ", "\u309a": "ﾟ", "゛": "ﾞ", "゜": "ﾟ"}
    for half in EVERYWHERE:
        for written in (half, half + "ﾞ", half + "ﾟ"):
            full = normalize("NFKC", written)
            if len(full) == 1:
                table[full] = written
        table[half] = half
        table[half.lower()] = half
        if "!" <= half <= "~":
            table[chr(ord(half) + 0xFEE0)] = half
            table[chr(ord(half.lower()) + 0xFEE0)] = half
    table |= _SMALL | _OLD | dict.fromkeys(_DASHES, "-") | dict.fromkeys(_SPACES, " ")
    hiragana = {chr(ord(kana) - 0x60): half for kana, half in table.items() if "ァ" <= kana <= "ヶ"}
    return table | hiragana


_TABLE = _half_width()


def name(text: str, *, width: int = WIDTH) -> str:
    """Return a person's name in bank characters, cut to the field on a whole kana."""
    written = _written(text)
    if not written:
        raise NoName
    return cut(written, width=width)


def firm_name(text: str, *, width: int = WIDTH) -> str:
    """Return a firm's name with its legal form shortened: ｶ) at the start, (ｶ at the end."""
    before, form, after = _parted(text)
    left, right = _written(before), _written(after, first=len(text) - len(after) + 1)
    if not form:
        return name(text, width=width)
    return cut(f"{left}{'(' if left else ''}{form}{')' if right else ''}{right}", width=width)


def is_writable(text: str) -> bool:
    """Tell whether a text already is a bank name: every character allowed, short enough."""
    return 0 < len(text) <= WIDTH and all(character in EVERYWHERE for character in text)


def cut(text: str, *, width: int) -> str:
    """Shorten to a width without parting a kana from its voice mark."""
    if len(text) <= width:
        return text
    end = width
    while end > 1 and text[end] in VOICED:
        end -= 1
    return text[:end].rstrip(" ")


def _written(text: str, *, first: int = 1) -> str:
    pieces = []
    for position, character in enumerate(text, start=first):
        piece = _TABLE.get(character)
        if piece is None:
            raise NotWritable(character, position)
        pieces.append(piece)
    return " ".join("".join(pieces).split())


def _parted(text: str) -> tuple[str, str, str]:
    for form in _FORMS["form"]:
        for written in form["names"]:
            before, found, after = text.partition(written)
            if found and (before.strip() or after.strip()):
                return before, form["short"], after
    return text, "", ""

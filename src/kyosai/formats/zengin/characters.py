"""使用可能文字 — the bytes of a bank file: JIS X 0201 with eight bits, or EBCDIC."""

import tomllib
from codecs import charmap_build, charmap_encode
from importlib.resources import files

_TABLE = tomllib.loads(files(__package__).joinpath("characters.toml").read_text("utf-8"))
EVERYWHERE: str = _TABLE["everywhere"]["characters"]
ANYWHERE: str = EVERYWHERE + _TABLE["bank_dependent"]["characters"]

_DECODING = "".join(
    chr(byte) if byte < 0x80 else chr(0xFEC0 + byte) if 0xA1 <= byte <= 0xDF else "\ufffe"
    for byte in range(256)
)
_ENCODING = charmap_build(_DECODING)
_JIS = charmap_encode(ANYWHERE, "strict", _ENCODING)[0]
_EBCDIC = bytes.fromhex(_TABLE["everywhere"]["ebcdic"] + _TABLE["bank_dependent"]["ebcdic"])
assert len(_JIS) == len(_EBCDIC) == len(set(_EBCDIC)), "one EBCDIC byte for each character"

# A byte without a partner becomes NUL, which no field accepts.
_TO_EBCDIC = bytes(dict(zip(_JIS, _EBCDIC, strict=True)).get(byte, 0) for byte in range(256))
_FROM_EBCDIC = bytes(dict(zip(_EBCDIC, _JIS, strict=True)).get(byte, 0) for byte in range(256))


def encoded(text: str) -> bytes:
    """Return text as JIS X 0201 bytes; a wider character raises UnicodeEncodeError."""
    return charmap_encode(text, "strict", _ENCODING)[0]


def shown(content: bytes) -> str:
    """Return bytes as text for a person; what is no character at all is shown as its number."""
    return "".join(
        f"<{byte:02X}>" if byte < 0x20 or _DECODING[byte] in "\x7f\ufffe" else _DECODING[byte]
        for byte in content
    )


def to_ebcdic(content: bytes) -> bytes:
    """Return JIS bytes as EBCDIC in the cp290 layout."""
    return content.translate(_TO_EBCDIC)


def from_ebcdic(content: bytes) -> bytes:
    """Return EBCDIC bytes as JIS bytes."""
    return content.translate(_FROM_EBCDIC)

"""検索の鍵 — a reading without what people write in two ways: small kana, voiced marks, dashes."""

import unicodedata

SMALL, LARGE = "ァィゥェォッャュョヮヵヶヰヱヲ", "アイウエオツヤユヨワカケイエオ"
VOICED = "ガギグゲゴザジズゼゾダヂヅデドバビブベボパピプペポヴヷヸヹヺ"
PLAIN = "カキクケコサシスセソタチツテトハヒフヘホハヒフヘホウワイエオ"
KATAKANA = "".join(map(chr, range(ord("ァ"), ord("ヶ") + 1)))
HIRAGANA = "".join(map(chr, range(ord("ぁ"), ord("ゖ") + 1)))
LETTERS = "abcdefghijklmnopqrstuvwxyz"
LEFT_OUT = " ー-‐‑‒–—―−・･.,'゙゚"
_WITHOUT = str.maketrans(SMALL + VOICED, LARGE + PLAIN)
FROM = KATAKANA + HIRAGANA + LETTERS + LEFT_OUT
TO = KATAKANA.translate(_WITHOUT) * 2 + LETTERS.upper()
_TABLE = str.maketrans(dict(zip(FROM, TO, strict=False)) | dict.fromkeys(LEFT_OUT))
END = "\U0010ffff"  # comes after everything that can follow a beginning

# What the database computes of every reading: the same, letter for letter.
FUNCTION = f"""
CREATE FUNCTION kana_key(reading text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT translate(normalize(reading, NFKC), '{FROM.replace("'", "''")}', '{TO}')
$$;
CREATE FUNCTION phone_key(phone text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT translate(phone, '-()+ ', '')
$$;
CREATE INDEX particulars_by_kana_key ON party_particulars ((kana_key(kana)) COLLATE "C");
CREATE INDEX particulars_by_phone_key ON party_particulars ((phone_key(phone)) COLLATE "C");
"""
GONE = """
DROP INDEX particulars_by_kana_key;
DROP INDEX particulars_by_phone_key;
DROP FUNCTION kana_key(text);
DROP FUNCTION phone_key(text);
"""


def of_kana(reading: str) -> str:
    """Return the key of a reading, however it was written."""
    return unicodedata.normalize("NFKC", reading).translate(_TABLE)


def of_phone(phone: str) -> str:
    """Return the digits of a phone number."""
    plain = unicodedata.normalize("NFKC", phone)
    return "".join(sign for sign in plain if sign.isascii() and sign.isdigit())

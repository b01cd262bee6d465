"""同じ記載か — two writings of one name or address, whatever their widths and spaces."""

from unicodedata import normalize


def is_same(first: object, second: object) -> bool:
    """Tell whether two texts say the same."""
    return bare(first) == bare(second)


def bare(text: object) -> str:
    """Return a text without differences of width and spaces."""
    return "".join(normalize("NFKC", str(text)).split()).casefold()

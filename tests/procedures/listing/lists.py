"""Lists of plainly fictional people, as a desk would bring them in."""

from datetime import date, datetime

from kyosai.procedures.listing import bring_in

NOW = datetime.fromisoformat("2026-10-29T10:00:00+09:00")
HEADER = "番号,氏名,フリガナ,生年月日,掲載日,削除日"
TARO = "M-0001,完了 太郎,ｶﾝﾘﾖｳ ﾀﾛｳ,1958-04-01,2026-04-01,"


def content(*rows: str) -> bytes:
    """Return a list as a file."""
    return "\r\n".join([HEADER, *rows, ""]).encode("utf-8-sig")


def brought(*rows: str, as_of: date = date(2026, 10, 1), at: datetime = NOW) -> int:
    """Bring a list in."""
    file = content(*rows)
    return bring_in.bring_in(file, as_of=as_of, source="見本の名簿", officer="makoto", at=at)

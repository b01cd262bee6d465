"""言葉 — dates, hours, yen and masked particulars as an officer reads them."""

from datetime import date, datetime, timedelta

from kyosai.basis import era
from kyosai.doors.today import TOKYO

HIDDEN = "＊"


def on(day: date | None) -> str:
    """Return 2026年12月9日（水）."""
    return era.on_screen(day) if day else "—"


def at(moment: datetime | None) -> str:
    """Return 2026年12月9日（水）16:00."""
    if moment is None:
        return "—"
    there = moment.astimezone(TOKYO)
    return f"{era.on_screen(there.date())}{there:%H:%M}"


def month(first_day: date) -> str:
    """Return 2026年10月."""
    return f"{first_day.year}年{first_day.month}月"


def yen(amount: int) -> str:
    """Return 30,000円."""
    return f"{amount:,}円"


def stretch(time: timedelta) -> str:
    """Return 2日3時間, 3時間5分 or 5分."""
    minutes = int(time.total_seconds()) // 60
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    if days:
        return f"{days}日{hours}時間"
    return f"{hours}時間{minutes}分" if hours else f"{minutes}分"


def left(due_at: datetime, *, now: datetime) -> str:
    """Return how long there is until a promise: あと2日3時間, or 3時間5分おくれ."""
    if now > due_at:
        return f"{stretch(now - due_at)}おくれ"
    return f"あと{stretch(due_at - now)}"


def masked(text: str, *, shown: int = 1) -> str:
    """Return the first letters of each part of a name, the rest hidden: 見＊ 花＊."""
    parts = text.replace("　", " ").split(" ")
    return " ".join(part[:shown] + HIDDEN * max(0, len(part) - shown) for part in parts)


def masked_place(text: str) -> str:
    """Return the first three letters of an address, which is its prefecture, and no more."""
    return text[:3] + HIDDEN * 4 if text else ""


def birth_year(day: date) -> str:
    """Return the year of birth alone."""
    return f"{day.year}年生まれ"

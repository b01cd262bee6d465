"""物語の人 — plainly fictional people, each with a name and a birthday of their own."""

from dataclasses import replace
from datetime import date, timedelta

from tools.story.applicants import Applicant

LETTERS = "一二三四五六七八九"
READINGS = ("イチ", "ニ", "サン", "ヨン", "ゴ", "ロク", "ナナ", "ハチ", "キユウ")


def somebody(number: int, **changed: object) -> Applicant:
    """Return the person of this number."""
    tens, ones = divmod(number, 9)
    given = LETTERS[tens % 9] + LETTERS[ones]
    return replace(
        Applicant(
            name=f"物語　{given}",
            kana=f"モノガタリ {READINGS[tens % 9]}{READINGS[ones]}",
            birthdate=f"{date(1955, 1, 2) + timedelta(days=number % 15_000)}",
            story="物語に出てくる",
        ),
        **changed,
    )

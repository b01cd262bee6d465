"""利用率 — recounted from cases, answers and drafts; what is small is not published."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from kyosai.casework.models import Case, Entry, Pause
from kyosai.records.voices import writes as voices
from kyosai.reports.scorecard import card, export, published

pytestmark = pytest.mark.django_db
NOW = datetime.fromisoformat("2026-10-06T18:00:00+09:00")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def case(
    receipt: str, *, took: timedelta | None = HOUR, flow: str = "skk.enrolment", **filing: Any
) -> Case:
    """A filing received two days ago and promised within one, decided or still open."""
    received_at = NOW - 2 * DAY
    return Case.objects.create(
        number=f"K-{receipt[2:]}"[:15], flow=flow, step="examine", desk="contracts",
        subject=uuid4(), receipt=receipt, received_at=received_at, opened_on=received_at.date(),
        due_at=received_at + DAY, filing=filing, is_closed=took is not None,
        closed_at=received_at + took if took else None, outcome="accepted" if took else "",
    )  # fmt: skip


def pause(of: Case, *, code: str, hours: int) -> None:
    started_at = of.received_at + HOUR
    ended_at = started_at + hours * HOUR
    Pause.objects.create(
        id=uuid4(), case=of, code=code, words="", started_at=started_at, ended_at=ended_at
    )
    Case.objects.filter(number=of.number).update(due_at=of.due_at + hours * HOUR)


def counts(flow: str = "skk.enrolment", *, at: datetime = NOW) -> Any:
    found = card.of_year(2026, at=at)
    return next(line.counts for line in found.lines if line.filing.key == flow)


def test_online_is_what_the_portal_took_and_assisted_is_a_part_of_it() -> None:
    case("U-1")
    case("U-2", assisted_by="例示商工会")
    case("P-3")

    found = counts()

    assert (found.received, found.online, found.assisted, found.paper) == (3, 2, 1, 1)


def test_a_promise_is_judged_gross_and_without_the_wait_for_the_person() -> None:
    case("U-1", took=DAY)
    pause(case("U-2", took=30 * HOUR), code="P1", hours=10)
    pause(case("U-3", took=30 * HOUR), code="P2", hours=10)
    case("U-4", took=None)

    found = counts()

    assert (found.decided, found.overdue, found.promises) == (3, 1, 4)
    assert (found.kept_gross, found.kept_net) == (1, 2)


def test_the_same_moment_asked_again_gives_the_same_bytes_whatever_came_after() -> None:
    case("U-1", took=30 * HOUR)
    asked_at = NOW - DAY - HOUR
    before = export.rows(card.of_year(2026, at=asked_at))
    case("U-2", took=None)
    Case.objects.filter(receipt="U-2").update(received_at=NOW)

    again = export.rows(card.of_year(2026, at=asked_at))

    assert before == again
    assert counts(at=asked_at).decided == 0 and counts().decided == 1


def test_a_year_begins_in_april_and_what_came_before_is_not_in_it() -> None:
    case("U-1")
    Case.objects.update(received_at="2026-03-31T23:59:59+09:00")

    assert counts().received == 0
    assert card.of_year(2025, at=NOW).lines[0].counts.received == 1


def test_the_published_shares_of_the_year_before_us_come_out_as_published() -> None:
    found = {each.name: each for each in card.of_year(2026, at=NOW).sums}

    assert found["加入保全手続き"].before == (36_300, 472_300)
    assert found["加入保全手続き"].goal.percent == 20


def test_reasons_are_counted_by_kind_and_once_a_filing() -> None:
    filed = case("U-1", took=None)
    finding = {"key": "attachment_missing", "words": "見本 太郎の書類", "is_well": False}
    for ordinal in (1, 2):
        Entry.objects.create(
            case=filed, ordinal=ordinal, at=NOW, step="screen", outcome="to_desk",
            findings=[finding],
        )  # fmt: skip

    found = card.of_year(2026, at=NOW).shortcomings

    assert found == (("skk.enrolment", "添付の書類が足りない", 1),)


def test_a_second_answer_under_a_token_changes_nothing_and_a_day_told_again_neither() -> None:
    for marks in (5, 1):
        voices.answered(
            "a" * 64, procedure="skk.enrolment", satisfaction=marks, ease=4,
            answered_on=date(2026, 10, 5),
        )  # fmt: skip
        voices.begun(date(2026, 10, 5), counts={"skk.enrolment": marks})

    line = card.of_year(2026, at=NOW).lines[0]

    assert (line.opinions.answers, line.opinions.content, line.opinions.easy) == (1, 1, 1)
    assert line.begun == 5


def test_fewer_than_ten_are_not_published_nor_told_by_the_rest() -> None:
    for place in range(12):
        case(f"U-1{place}")
        case(f"U-2{place}", flow="skk.premium_change")
    case("U-3", flow="skk.account_change")

    found = {row["name"]: row for row in _skk(published.published(card.of_year(2026, at=NOW)))}

    assert found["口座の変更"] == found["口座の変更"] | {"hidden": True}
    assert "received" not in found["口座の変更"]
    assert sum(row["hidden"] for row in found.values()) == 2


def test_the_pages_name_the_digest_of_the_rows() -> None:
    case("U-1")
    counted = card.of_year(2026, at=NOW)

    made = export.pages(counted, is_sample=True)

    assert made.startswith(b"%PDF") and made == export.pages(counted, is_sample=True)


def _skk(page: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for row in page["lines"] if row["scheme"] == "小規模企業共済"]

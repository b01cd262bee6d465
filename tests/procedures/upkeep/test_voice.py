"""Voices reach the core without a name, once; what is about nothing we count is put away."""

from datetime import date, datetime

import pytest

from kyosai.basis.refusal import Malformed
from kyosai.doors import postroom
from kyosai.doors.clock import scoring
from kyosai.exchange import keeping
from kyosai.exchange.messages.voices import Begun, BegunTally, SurveyAnswer
from kyosai.records.voices import reads as voices
from tests.procedures.applications import kept
from tests.procedures.collection import world

DAY = date(2026, 10, 1)
ANSWER = SurveyAnswer("a" * 64, "skk", "enrolment", 5, 2, DAY.isoformat())


@pytest.mark.usefixtures("committed_db")
def test_an_answer_and_a_tally_are_written_down_once() -> None:
    tally = BegunTally(DAY.isoformat(), (Begun("skk", "enrolment", 3), Begun("skk", "other", 9)))
    for message in (ANSWER, ANSWER, tally, tally):
        postroom.hand_over(kept(message))

    opinions = voices.opinions(since=DAY, until=DAY)["skk.enrolment"]
    assert (opinions.answers, opinions.content, opinions.easy) == (1, 1, 0)
    assert voices.begun(since=DAY, until=DAY) == {"skk.enrolment": 3}


@pytest.mark.parametrize("change", [{"satisfaction": 6}, {"procedure": "view_request"}])
@pytest.mark.usefixtures("committed_db")
def test_an_answer_about_nothing_or_beyond_five_is_refused_whole(change: dict[str, object]) -> None:
    odd = SurveyAnswer(**vars(ANSWER) | change)  # type: ignore[arg-type]

    with pytest.raises(Malformed):
        postroom.hand_over(kept(odd))

    assert voices.opinions(since=DAY, until=DAY) == {}


@pytest.mark.usefixtures("committed_db")
def test_the_page_for_everybody_goes_out_once_an_hour() -> None:
    visit = scoring.Publishing()
    for minute in ("00", "59"):
        visit(datetime.fromisoformat(f"2026-10-01T20:{minute}:00+09:00"))
    once = [each["kind"] for each in keeping.to_bring(9)]

    visit(datetime.fromisoformat("2026-10-01T21:00:00+09:00"))

    assert once == ["public_page"]
    assert [each["kind"] for each in keeping.to_bring(9)] == ["public_page"] * 2
    assert world.run("SELECT count(*) FROM survey_answer") == [(0,)]

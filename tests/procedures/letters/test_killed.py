"""A pack and a count, killed before each statement: whole or not at all, and done once after."""

from datetime import date
from functools import partial

import pytest

from kyosai.procedures.letters import answers, compose, pack
from kyosai.records.letters import packs
from tests.procedures.collection import world
from tests.procedures.collection.forks import child, was_killed
from tests.procedures.letters import printing
from tests.procedures.letters.test_packs import EVENING, on_paper, tell

MADE = (
    "SELECT (SELECT count(*) FROM letter_pack), (SELECT count(*) FROM letter_pack_content),"
    " (SELECT count(*) FROM letter_line), (SELECT count(*) FROM document)"
)
POSTED = "SELECT (SELECT count(*) FROM letter_answer_file), (SELECT count(*) FROM letter_posted)"


def test_a_pack_and_its_count_are_whole_or_not_at_all(
    committed_db: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The press has threads of its own, which no child inherits.
    monkeypatch.setattr(compose, "written", lambda *_, **__: b"%PDF")
    tell(on_paper())
    build = partial(pack.build_day, at=EVENING)
    left_behind, statement = set(), 1

    while was_killed(child(build, killed_at=statement)):
        left_behind |= set(world.run(MADE))
        statement += 1
    made = world.run(MADE)

    name = packs.newest()[0].name
    printing.let_go(name, at=EVENING)
    content = printing.counted(name, on=date(2026, 10, 27))
    count = partial(answers.keep, "C-1.csv", content=content, at=EVENING)
    half, turn = set(), 1
    while was_killed(child(count, killed_at=turn)):
        half |= set(world.run(POSTED))
        turn += 1

    assert statement > 5 and turn > 3
    assert left_behind <= {(0, 0, 0, 0), (1, 1, 1, 1)} and made == [(1, 1, 1, 1)]
    assert half <= {(0, 0), (1, 1)} and world.run(POSTED) == [(1, 1)]

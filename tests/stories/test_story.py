"""The story of `make story`: nine people, two officers, one bank, a month."""

import pytest

from tools.story import __main__ as story
from tools.story.world import World


@pytest.mark.timeout(240)
def test_the_whole_story_ends_as_promised(capsys: pytest.CaptureFixture[str]) -> None:
    # A workshop of its own: the story begins on its first evening and turns the clock itself.
    with story.a_workshop() as state:
        wrong = story.play(World.at(state))

    told = capsys.readouterr().out
    with capsys.disabled():
        print(f"\n{told}")
    assert wrong == 0, told
    assert told.count("○") >= 25

"""The story of `make story`: nine people, two officers, one bank, a month."""

import os
import subprocess
import sys

import httpx
import pytest

from tools.story import __main__ as story
from tools.story.world import World


@pytest.mark.timeout(240)
def test_the_whole_story_ends_as_promised(capsys: pytest.CaptureFixture[str]) -> None:
    # A workshop of its own: the story begins on its first evening and turns the clock itself.
    with story.a_workshop() as state:
        wrong = story.play(World.at(state))
        heads = httpx.get(f"{World.at(state).portal}/journal/heads.txt").text
        verified = subprocess.run(
            [sys.executable, "-m", "tools.verify_journal"],
            check=False,
            env=os.environ | {"KYOSAI_STATE": str(state)},
            capture_output=True,
            text=True,
        )

    told = capsys.readouterr().out
    with capsys.disabled():
        print(f"\n{told}")
    assert wrong == 0, told
    assert told.count("○") >= 25
    assert len(heads.splitlines()) >= 2, "a month's journal was sealed on several days"
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert "書きかえはありません。" in verified.stdout

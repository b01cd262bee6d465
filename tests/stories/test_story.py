"""The stories of `make story`: nine people and a month; and money that leaves and comes back."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from tools.story import __main__ as story
from tools.story.table import Table
from tools.story.world import World


def played(
    scenes_of: Callable[[World, Table], None], capsys: pytest.CaptureFixture[str], state: Path
) -> str:
    """Play in a workshop of its own, for the story turns its clock; return what was told."""
    wrong = story.told(scenes_of, World.at(state))
    told = capsys.readouterr().out
    with capsys.disabled():
        print(f"\n{told}")
    assert wrong == 0, told
    return told


def verified(state: Path) -> str:
    """Compute the journal's seals again."""
    found = subprocess.run(
        [sys.executable, "-m", "tools.verify_journal"],
        check=False,
        env=os.environ | {"KYOSAI_STATE": str(state)},
        capture_output=True,
        text=True,
    )
    assert found.returncode == 0, found.stdout + found.stderr
    return found.stdout


@pytest.mark.timeout(240)
def test_the_whole_story_ends_as_promised(capsys: pytest.CaptureFixture[str]) -> None:
    with story.a_workshop() as state:
        told = played(story.play, capsys, state)
        heads = httpx.get(f"{World.at(state).portal}/journal/heads.txt").text
        seals = verified(state)

    assert told.count("○") >= 25
    assert len(heads.splitlines()) >= 2, "a month's journal was sealed on several days"
    assert "書きかえはありません。" in seals


@pytest.mark.timeout(240)
def test_money_leaves_the_same_day_and_comes_back_safely(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with story.a_workshop() as state:
        told = played(story.play_money, capsys, state)
        seals = verified(state)

    assert told.count("○") >= 15
    assert "書きかえはありません。" in seals

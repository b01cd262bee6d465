"""Play the journey headless: ``make story``, or beside a running workshop with --state."""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep

from tools.story import certificates, counter, firms, letters, money, paper, past, scenes
from tools.story.table import Table
from tools.story.world import World

ROOT = Path(__file__).parents[2]


def main() -> int:
    """Play, print the table, and return how many rows went wrong."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--state", type=Path, help="folder of a running workshop")
    words = asked.parse_args()
    if words.state:
        return told(play, World.at(words.state))
    wrong = 0
    for scenes_of in (play, play_money):
        with a_workshop() as state:
            wrong += told(scenes_of, World.at(state))
    return wrong


def told(scenes_of: Callable[[World, Table], None], world: World) -> int:
    """Play against a world, print the table, and count what went wrong."""
    began, table = monotonic(), Table()
    try:
        scenes_of(world, table)
    finally:
        print(table)
    outcome = "すべて約束どおりでした" if not table.failed else f"{table.failed}件が違いました"
    print(f"\n{len(table.rows)}行、{monotonic() - began:.0f}秒。{outcome}。\n")
    return table.failed


def play_money(world: World, table: Table) -> None:
    """Play money that leaves and comes back, with people who have had contracts for years."""
    subprocess.run(
        [sys.executable, "-m", "tools.personas", "--state", str(world.state)],
        check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    letters.play(world, table)
    money.play(world, table)
    past.play(world, table)
    certificates.play(world, table)
    counter.play(world, table)


def play(world: World, table: Table) -> None:
    """Play how people join, pay and are told."""
    joined = scenes.joining(world, table)
    filed = firms.joining(world, table)
    scenes.deciding(world, table, joined, filed=filed)
    treasurer = scenes.collecting(world, table, joined)
    scenes.doubting(world, table, joined, treasurer)
    firms.hearing(world, table, filed)
    scenes.balancing(world, table, treasurer)
    paper.play(world, table)


@contextmanager
def a_workshop(**more: str) -> Iterator[Path]:
    """Run a fresh workshop on free ports; yield its folder; stop it."""
    with TemporaryDirectory(prefix="kyosai-story-") as folder:
        state = Path(folder)
        state.chmod(0o755)
        environment = os.environ | {
            "PYTHONPATH": str(ROOT / "src"), "KYOSAI_STATE": folder, "KYOSAI_PORTS": "free",
        } | more  # fmt: skip
        command = [sys.executable, "-m", "kyosai.sites.workshop"]
        running = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
        try:
            _wait_until_told(running)
            yield state
        finally:
            running.terminate()
            running.wait(30)


def _wait_until_told(running: "subprocess.Popen[str]") -> None:
    assert running.stdout
    for line in running.stdout:
        if "止めるときは" in line:
            return
    sleep(0.1)
    raise SystemExit(f"作業場が始まりませんでした（終了コード {running.poll()}）。")


if __name__ == "__main__":
    sys.exit(main())

"""Those who write while things break: processes in the application's namespace, and their notes."""

import json
import os
import shutil
import subprocess
import sys
from collections import deque
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from kyosai.sites.wiring import ROOT
from tools.drill.cluster import Cluster, Late
from tools.drill.seed import FIRST_PAYEE

# Filings of two writers must not be of namesakes: their birthdays come again after 16,800 days.
WRITERS = (("filings", "F1", 168_000), ("filings", "F2", 344_400), ("payments", "P1", FIRST_PAYEE))
PATIENCE = 150.0


class Traffic:
    """The writers of one round, and what they noted."""

    def __init__(self, cluster: Cluster, *, state: Path, address: str, name: str) -> None:
        self._cluster, self._state, self._address = cluster, state, address
        self.folder = cluster.folder / "notes" / name
        self.folder.mkdir(parents=True)
        self._stop = self.folder / "stop"
        self._running: list[subprocess.Popen[bytes]] = []

    @property
    def notes(self) -> list[Path]:
        """Where the writers note, a file each."""
        return [self.folder / f"{name}.jsonl" for _, name, _ in WRITERS]

    def start(self) -> None:
        """Set the writers to work; return when each has had something acknowledged."""
        for kind, name, first in WRITERS:
            self._running.append(self._set_to_work(kind, name, first))
        until = monotonic() + PATIENCE
        while not all(self._has_acknowledged(path) for path in self.notes):
            self._insist_all_run()
            if monotonic() > until:
                raise Late("first commits")
            sleep(0.2)

    def _set_to_work(self, kind: str, name: str, first: int) -> "subprocess.Popen[bytes]":
        words = [kind, "--name", name, "--first", str(first), "--stop", str(self._stop)]
        words += ["--notes", str(self.folder / f"{name}.jsonl")]
        program = [sys.executable, "-m", "tools.drill.writer", *words]
        with (self.folder / f"{name}.log").open("ab") as log:
            return subprocess.Popen(
                self._cluster.network.inside("app", *program),
                env=self._environment(name),
                cwd=ROOT,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def first_after(self, moment: float) -> float:
        """Return when the first commit after a moment was acknowledged, waiting for it."""
        until = monotonic() + PATIENCE
        while monotonic() < until:
            self._insist_all_run()
            after = [n["at"] for path in self.notes for n in _last(path) if n["what"] == "ack"]
            if found := [at for at in after if at > moment]:
                return min(found)
            sleep(0.05)
        raise Late("a commit after the fault")

    def stop(self) -> None:
        """Let every writer finish what it has begun."""
        self._stop.touch()
        for writer in self._running:
            writer.wait(timeout=PATIENCE)
        self._running.clear()

    def count(self, *, until: float | None = None) -> dict[str, Any]:
        """Count what was acknowledged, up to now or a moment, in what the primary holds now.

        Only what was noted before the tables are read can be asked of them.
        """
        end = str(monotonic() if until is None else until)
        notes = [str(path) for path in self.notes]
        ran = self.run("-m", "tools.drill.counting", "--until", end, "--notes", *notes)
        return dict(json.loads(ran.stdout))

    def run(self, *words: str, check: bool = True) -> "subprocess.CompletedProcess[str]":
        """Run one of the project's programs where the application runs."""
        ran = subprocess.run(
            self._cluster.network.inside("app", sys.executable, *words),
            env=self._environment("once"), cwd=ROOT, check=False, capture_output=True, text=True,
        )  # fmt: skip
        if check and ran.returncode:
            raise RuntimeError(ran.stderr)
        return ran

    def _environment(self, name: str) -> dict[str, str]:
        state = self.folder / f"state-{name}"
        if not state.exists():
            shutil.copytree(self._state / "keys", state / "keys")
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("KYOSAI_", "PG"))}
        return kept | {
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
            "DJANGO_SETTINGS_MODULE": "kyosai.sites.core.settings",
            "KYOSAI_STATE": str(state),
            "KYOSAI_CORE_DATABASE_URL": self._address,
            "KYOSAI_INTERNET_DATABASE_URL": self._address,  # asked by nobody: heads come as a file
            "KYOSAI_DRILL_URL": self._address,
        }

    def _insist_all_run(self) -> None:
        for (_, name, _), writer in zip(WRITERS, self._running, strict=True):
            if writer.poll() is not None:
                told = (self.folder / f"{name}.log").read_text()[-2000:]
                raise RuntimeError(f"writer {name} gave up:\n{told}")

    @staticmethod
    def _has_acknowledged(path: Path) -> bool:
        return path.exists() and '"ack"' in path.read_text()


def _last(path: Path, count: int = 400) -> list[dict[str, Any]]:
    """Return the last lines of a file of notes."""
    with path.open() as notes:
        return [json.loads(line) for line in deque(notes, count) if line.endswith("}\n")]

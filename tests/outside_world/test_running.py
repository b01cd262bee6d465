"""The whole outside world as a process: told by its environment, stopped by a signal."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx

from tests.outside_world.conftest import free_port

SRC = Path(__file__).parents[2] / "src"


def test_the_process_starts_answers_moves_the_clock_and_stops(
    tmp_path: Path, sample_keys: Path
) -> None:
    port = free_port()
    environment = os.environ | {
        "PYTHONPATH": str(SRC),
        "OUTSIDE_WORLD_PORT": str(port),
        "OUTSIDE_WORLD_SMTP_PORT": str(free_port()),
        "OUTSIDE_WORLD_STATE": str(tmp_path / "outside"),
        "OUTSIDE_WORLD_KEYS": str(sample_keys),
        "OUTSIDE_WORLD_CLOCK_FOLDER": str(tmp_path / "clock"),
    }
    running = subprocess.Popen([sys.executable, "-m", "outside_world"], env=environment)
    try:
        base = f"http://127.0.0.1:{port}"
        before = _first_answer(f"{base}/clock")["now"]
        moved = httpx.post(f"{base}/clock", json={"plus_hours": 1}, timeout=10, trust_env=False)
        after = httpx.get(f"{base}/clock", trust_env=False).json()
    finally:
        running.send_signal(signal.SIGTERM)

    assert running.wait(10) == 0
    assert moved.status_code == 200
    assert after["now"] > before
    assert after["appointments"]["bank"]["seen"] >= before


def _first_answer(url: str) -> dict[str, str]:
    for _ in range(200):
        try:
            found: dict[str, str] = httpx.get(url, trust_env=False).json()
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return found
    raise AssertionError("the outside world did not answer")

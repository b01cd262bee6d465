"""Business time: machine time plus an offset that only grows, for every reader of the folder."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from outside_world.business_time import BusinessTime, OnlyForward, machine_now


def test_without_a_file_business_time_is_machine_time(tmp_path: Path) -> None:
    assert BusinessTime(tmp_path).now() - machine_now() < timedelta(seconds=1)


def test_a_moved_clock_is_moved_for_everybody(tmp_path: Path) -> None:
    noon = machine_now().replace(microsecond=0) + timedelta(days=3)

    BusinessTime(tmp_path).set_to(noon)

    assert timedelta(0) <= BusinessTime(tmp_path).now() - noon < timedelta(seconds=2)
    assert set(json.loads((tmp_path / "business-time.json").read_text())) == {"offset_seconds"}


def test_the_clock_never_goes_back(tmp_path: Path) -> None:
    clock = BusinessTime(tmp_path)
    clock.set_to(machine_now() + timedelta(days=2))

    with pytest.raises(OnlyForward):
        clock.set_to(machine_now() + timedelta(days=1))


def test_a_reader_never_sees_a_half_written_file(tmp_path: Path) -> None:
    clock = BusinessTime(tmp_path)
    clock.set_to(machine_now() + timedelta(hours=1))

    assert [path.name for path in tmp_path.iterdir()] == ["business-time.json"]
    assert isinstance(clock.now(), datetime)

"""The drill counts honestly, and what it runs is what deploy/ holds."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from kyosai.reports import drill
from tests.sites import namespaces
from tools.drill import counting, hosts, network, result
from tools.drill.faults import Came
from tools.drill.restore import Restored

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
EFFECTS = {"filing": {"m-1": 1}, "order": {}, "send": {"P-1": 1}, "paid": {"P-1": 1}}
CAME = Came("process", 4.7, 9.0, ("main-a", "main-b"))
COUNTED = {
    "acknowledged": 800,
    "lost": 0,
    "doubled": 0,
    "in_doubt": 3,
    "cancelled": 0,
    "settled": 3,
}
RESTORED = Restored(3.0, 13.6, 1_000_000, 500, 0, True, True, "")


def ack(kind: str, key: str, doubts: int = 0) -> dict[str, Any]:
    return {"what": "ack", "kind": kind, "key": key, "came": key, "doubts": doubts, "at": 1.0}


def settings_of(node: str) -> list[str]:
    """Return the lines of a node's file, without its heading and its own name."""
    lines = (DEPLOY / "patroni" / f"{node}.yml").read_text().splitlines()[1:]
    return [line.replace(node, "NODE") for line in lines if not line.startswith("  hosts:")]


def test_what_was_acknowledged_and_is_not_there_is_lost() -> None:
    found = counting.count([ack("filing", "m-1"), ack("filing", "m-2")], EFFECTS)

    assert (found["acknowledged"], found["lost"], found["which"]) == (2, 1, ["filing m-2"])


def test_a_filing_with_two_cases_is_doubled() -> None:
    found = counting.count([ack("filing", "m-1")], EFFECTS | {"filing": {"m-1": 2}})

    assert found["doubled"] == 1


def test_a_payment_the_bank_was_asked_for_with_other_bytes_is_doubled() -> None:
    moved = [
        {"what": "bank", "kind": "moved", "key": "P-1", "came": came, "at": 1.0}
        for came in ("a1", "a1", "b2")
    ]

    assert counting.count(moved, EFFECTS)["doubled"] == 1


def test_what_was_in_doubt_is_settled_when_it_is_acknowledged_after_all() -> None:
    doubt = {"what": "doubt", "kind": "filing", "key": "m-1", "why": "CommitInDoubt", "at": 0.5}

    found = counting.count([doubt, ack("filing", "m-1", doubts=2)], EFFECTS)

    assert (found["in_doubt"], found["settled"], found["lost"]) == (1, 1, 0)


@pytest.mark.parametrize(("changed", "is_met"), [({}, True), ({"lost": 1}, False)])
def test_the_back_office_reads_what_the_drill_kept(
    tmp_path: Path, changed: dict[str, int], is_met: bool
) -> None:
    suffered = [result.Suffered(CAME, COUNTED | changed)]
    told = result.whole(suffered, RESTORED, at="2026-11-25T10:00:00+00:00", rounds=1)

    result.keep(told, tmp_path / "drill.json")
    found = drill.last(tmp_path / "drill.json")

    assert found is not None
    assert (found.is_met, found.broken[0].median, found.restored) == (
        is_met, 47, drill.Restored(500, 0, 30, 136, 3600, True, True),
    )  # fmt: skip
    assert ("すべて目標どおりです。" in result.table(told)) is is_met


def test_where_there_was_no_drill_there_is_no_result(tmp_path: Path) -> None:
    assert drill.last(tmp_path / "drill.json") is None


@pytest.mark.parametrize("node", ["main-a", "main-b", "cloud-c"])
def test_a_node_runs_the_very_file_of_a_site_but_for_its_places(node: str) -> None:
    text = (DEPLOY / "patroni" / f"{node}.yml").read_text()

    placed = hosts.placed(text, {"/var/lib/kyosai": "/somewhere"})

    assert f"connect_address: {network.ADDRESSES[node]}:5432" in placed
    assert "kyosai.internal" not in placed
    assert not [line for line in placed.splitlines() if line.endswith("# site only")]
    assert all(
        line in placed
        for line in ("synchronous_mode_strict: true", "synchronous_node_count: 2", "ttl: 20")
    )


def test_only_the_node_in_the_cloud_never_promotes_itself_and_the_rest_is_alike() -> None:
    nodes = {name: settings_of(name) for name in ("main-a", "main-b", "cloud-c")}

    assert nodes["main-a"] == nodes["main-b"]
    assert [
        (here, there)
        for here, there in zip(nodes["main-a"], nodes["cloud-c"], strict=True)
        if here != there
    ] == [("  nofailover: false", "  nofailover: true")]


@pytest.mark.parametrize("persons", [["甲"], ["甲", "甲"]])
def test_one_person_alone_does_not_switch_to_the_cloud(persons: list[str]) -> None:
    ran = subprocess.run(
        [DEPLOY / "switch-to-cloud", *persons], check=False, capture_output=True, text=True
    )

    assert ran.returncode == 1
    assert "two persons" in ran.stderr


@pytest.mark.long
@pytest.mark.root
@pytest.mark.timeout(1200)
@pytest.mark.skipif(bool(namespaces.why_not()), reason=namespaces.why_not() or "-")
def test_a_process_and_then_the_whole_site_are_lost_and_nothing_acknowledged_with_them(
    tmp_path: Path,
) -> None:
    words = ["--rounds", "1", "--only", "process,site", "--payees", "50"]
    told = {"KYOSAI_STATE": str(tmp_path), "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}

    ran = subprocess.run(
        [sys.executable, "-m", "tools.drill", *words],
        env=os.environ | told, cwd=ROOT, check=False, capture_output=True, text=True,
    )  # fmt: skip

    assert ran.returncode == 0, ran.stdout + ran.stderr
    found = drill.last(tmp_path / "zones" / "core" / "drill.json")
    assert found is not None
    assert [(each.lost, each.doubled) for each in found.broken] == [(0, 0), (0, 0)]
    assert all(each.acknowledged for each in found.broken)

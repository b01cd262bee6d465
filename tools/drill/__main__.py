"""make drill: break the doubled system on purpose, while filings and payments are under way.

Three database nodes and three witnesses in network namespaces, on the configuration of deploy/;
everything is made for the drill and taken away again, also when it fails or is stopped.
"""

import argparse
import shutil
import signal
import sys
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from tempfile import mkdtemp
from time import monotonic

from kyosai.sites import wiring
from tools.drill import faults, programs, restore, result, seed
from tools.drill.cluster import Cluster
from tools.drill.network import Network
from tools.drill.traffic import Traffic

KEPT = Path("zones") / "core" / "drill.json"
# How long the parts take on two cores, to say how much time is left.
TAKES = {"seed": 75, "begin": 60, "restore": 75, "process": 40, "host": 80,
         "network": 80, "cancel": 80, "line": 35, "site": 30}  # fmt: skip


class Progress:
    """Says what happens now, and how long all of it will still take."""

    def __init__(self, steps: list[str]) -> None:
        self._steps, self._began = steps, monotonic()

    def begin(self, step: str, words: str) -> None:
        """Begin the next step."""
        left = sum(TAKES[each] for each in self._steps)
        self._steps.remove(step)
        self.tell(f"{words}　あと約{left // 60}分{left % 60:02}秒")

    def tell(self, words: str) -> None:
        """Say where we are."""
        passed = int(monotonic() - self._began)
        print(f"[{passed // 60}:{passed % 60:02}] {words}", flush=True)


def main() -> int:
    """Run the rounds asked for; return 1 when a goal was missed."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--rounds", type=int, default=3)
    asked.add_argument("--only", default="", help="faults, with commas; 'restore' is one")
    asked.add_argument("--payees", type=int, default=seed.PAYEES)
    words = asked.parse_args()
    kept = wiring.state() / KEPT  # Making the seed points the settings at a state of its own.
    for each in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, _stop)
    try:
        found = programs.ready()
    except programs.Missing as missing:
        print(f"訓練はできません。{missing}")
        return 1
    wanted = words.only.split(",") if words.only else [*(f.name for f in faults.FAULTS), "restore"]
    with ExitStack() as leaving:
        told = _drill(found, leaving, wanted=wanted, rounds=words.rounds, payees=words.payees)
    result.keep(told, kept)
    print(result.table(told))
    return 0 if told["is_met"] else 1


def _drill(
    found: programs.Programs, leaving: ExitStack, *, wanted: list[str], rounds: int, payees: int
) -> dict[str, object]:
    breaking = [fault for fault in faults.FAULTS if fault.name in wanted]
    is_restoring = "restore" in wanted
    steps = ["seed", *(["begin", "restore"] if is_restoring else [])]
    steps += ["begin", *(fault.name for fault in breaking)] * (rounds if breaking else 0)
    progress = Progress(steps)
    folder = Path(mkdtemp(prefix="kyosai-drill-", dir="/tmp"))
    folder.chmod(0o711)
    leaving.callback(shutil.rmtree, folder, ignore_errors=True)
    network = Network()
    leaving.callback(network.remove)
    network.build()
    progress.begin("seed", "訓練の元になるデータベースを作ります")
    begun = seed.make(folder, payees=payees, told=progress.tell)
    seed.backup_key(folder, found)
    cluster = Cluster(folder, network=network, programs=found, keys=begun.keys, seed=begun.cluster)
    restored, suffered = None, list[result.Suffered]()
    if is_restoring:
        traffic = _begun(cluster, begun, progress, name="restore")
        progress.begin("restore", "控えを取り、誤って消し、すべてを失い、戻します")
        restored = restore.restore(cluster, traffic)
    for turn in range(1, rounds + 1) if breaking else ():
        traffic = _begun(cluster, begun, progress, name=f"{turn} / {rounds}回")
        counted: dict[str, object] = {}
        for fault in breaking:
            progress.begin(fault.name, f"{turn} / {rounds}回　{fault.title}")
            came = faults.suffer(fault, cluster=cluster, traffic=traffic)
            if fault is breaking[-1]:
                traffic.stop()
            before, counted = counted, traffic.count()
            suffered.append(result.Suffered(came, result.since(before, counted)))
            progress.tell(
                f"    {came.seconds:.1f}秒で再開　{came.primary[0]} → {came.primary[1]}"
                f"　確定 {counted['acknowledged']:,}　失った {counted['lost']}"
                f"　二重 {counted['doubled']}　不明 {counted['in_doubt']}"
            )
    return result.whole(
        suffered, restored, at=datetime.now(UTC).isoformat(timespec="seconds"), rounds=rounds
    )


def _begun(cluster: Cluster, begun: seed.Seed, progress: Progress, *, name: str) -> Traffic:
    """Start three nodes anew, and those who write."""
    progress.begin("begin", f"{name}　三台を立ち上げます")
    cluster.begin()
    secret = wiring.Keys(begun.state / "keys").text("kyosai_core_app.secret")
    traffic = Traffic(
        cluster,
        state=begun.state,
        address=cluster.address("kyosai_core_app", secret),
        name=name.split(" ", maxsplit=1)[0],
    )
    traffic.start()
    return traffic


def _stop(*_: object) -> None:
    raise SystemExit("止められました。片づけます。")


if __name__ == "__main__":
    sys.exit(main())

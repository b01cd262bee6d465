"""What is broken, and how it is mended: a process, a host, a cable, the line, the whole site."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import monotonic, sleep

from tools.drill.cluster import SERVERS, Cluster
from tools.drill.network import LINE
from tools.drill.traffic import Traffic

CALM = 5.0  # seconds of writing before and after each fault
SETTLED = 1.0  # what is acknowledged within it was on its way before
# The cancelling session is there before the standbys go, and cancels when every writer waits. All
# of it is over before Patroni takes note and would let nobody but a person choose the next primary.
GATHER, BELIEVE = 1.0, 0.3  # seconds
CANCEL = (
    "SELECT pg_sleep(2); "
    "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
)
PERSONS = ("第一の責任者", "第二の責任者")


@dataclass(frozen=True)
class Fault:
    """One thing that breaks. ``goal`` is how many seconds may pass until writing goes on.

    ``breaks`` returns the moment from which they count.
    """

    name: str
    title: str
    goal: int
    breaks: Callable[[Cluster, str], float]
    mends: Callable[[Cluster, str], None]
    is_last: bool = False


@dataclass(frozen=True)
class Came:
    """Seconds until the first commit after a fault, and until all three have each again."""

    fault: str
    seconds: float
    protected_after: float
    primary: tuple[str, str]


def suffer(fault: Fault, *, cluster: Cluster, traffic: Traffic) -> Came:
    """Break something while everybody writes; mend it; return when everything is as before."""
    sleep(CALM)
    before = cluster.await_primary()
    began = fault.breaks(cluster, before)
    seconds = traffic.first_after(began + SETTLED) - began
    sleep(CALM)
    fault.mends(cluster, before)
    healed = monotonic()
    if fault.is_last:
        return Came(fault.name, seconds, 0.0, (before, "cloud-c"))
    cluster.await_protected()
    return Came(fault.name, seconds, monotonic() - healed, (before, cluster.await_primary()))


def _kill_process(cluster: Cluster, primary: str) -> float:
    began = monotonic()
    cluster.hosts[primary].kill_postmaster()
    return began


def _kill_host(cluster: Cluster, primary: str) -> float:
    began = monotonic()
    cluster.network.cut(primary)
    cluster.hosts[primary].kill()
    return began


def _start_host(cluster: Cluster, host: str) -> None:
    cluster.network.heal(host)
    cluster.hosts[host].start_etcd()
    cluster.hosts[host].start_patroni()


def _cut_cable(cluster: Cluster, primary: str) -> float:
    began = monotonic()
    cluster.network.cut(primary)
    return began


def _plug_in(cluster: Cluster, host: str) -> None:
    cluster.network.heal(host)


def _cancel_and_kill(cluster: Cluster, primary: str) -> float:
    """Let commits wait for standbys that are away, cancel the waits, and lose the primary.

    To a client that does not listen for warnings each of those commits looks like a success.
    """
    others = [name for name in SERVERS if name != primary]
    with ThreadPoolExecutor(1) as beside:
        cancelling = beside.submit(cluster.hosts[primary].psql, CANCEL)
        sleep(GATHER)
        began = monotonic()
        for name in others:
            cluster.network.cut(name)
        cancelling.result()
    sleep(BELIEVE)
    _kill_host(cluster, primary)
    for name in others:
        cluster.network.heal(name)
    return began


def _cut_line(cluster: Cluster, primary: str) -> float:
    began = monotonic()
    cluster.network.cut(LINE)
    return began


def _mend_line(cluster: Cluster, primary: str) -> None:
    cluster.network.heal(LINE)


def _lose_site(cluster: Cluster, primary: str) -> float:
    """Lose the main site with all its witnesses; then two persons give the command."""
    began = monotonic()
    for name in ("main-a", "main-b", "witness"):
        cluster.network.cut(name)
        cluster.hosts[name].kill()
    switch_to_cloud(cluster)
    return began


def switch_to_cloud(cluster: Cluster) -> None:
    """Give the command of the runbook on the cloud's node."""
    cloud = cluster.hosts["cloud-c"]
    assert cloud.patroni is not None
    cloud.run(
        str(cluster.folder / "deploy" / "switch-to-cloud"), *PERSONS,
        KYOSAI_POSTGRES=str(cluster.programs.postgres), KYOSAI_CLUSTER=str(cloud.cluster),
        KYOSAI_PATRONI_PID=str(cloud.patroni.pid),
    )  # fmt: skip


def _leave(cluster: Cluster, host: str) -> None:
    """Leave it as it is: the next round begins anew."""


NODE, SITE = 60, 3600  # security.md's promises: a minute for a node, an hour for a site
FAULTS = (
    Fault("process", "主サーバーのプロセスを止める", NODE, _kill_process, _leave),
    Fault("host", "主サーバーの機械を止める", NODE, _kill_host, _start_host),
    Fault("network", "主サーバーを回線から切りはなす", NODE, _cut_cable, _plug_in),
    Fault(
        "cancel", "確定を待つ間に取り消し、主サーバーを失う", NODE, _cancel_and_kill, _start_host
    ),
    Fault("line", "拠点とクラウドの間の回線を切る", NODE, _cut_line, _mend_line),
    Fault(
        "site", "主たる拠点をすべて失い、人がクラウドへ切りかえる", SITE, _lose_site, _leave, True
    ),
)

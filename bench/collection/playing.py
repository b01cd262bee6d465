"""One month of both schemes, played with the functions the clock calls; each step is timed."""

from collections.abc import Callable
from datetime import timedelta
from time import perf_counter

from bench.collection import answering
from kyosai.basis.months import Month
from kyosai.procedures.collection import (
    approve,
    chase,
    plan,
    remittance,
    request,
    settle,
    statement,
    warn,
)
from kyosai.procedures.upkeep import check, reconcile
from kyosai.records.premiums import approvals, files
from kyosai.schemes import both
from kyosai.schemes.clocks import channels, debit_days
from kyosai.schemes.clocks.debit_days import Cycle

STEPS = ("計画", "ファイル", "承認・引渡し", "消込", "通知", "照合", "入金")
OFFICERS = ("makoto", "kaoru")
A_MOMENT = timedelta(seconds=1)


def cycles_of(month: Month) -> list[Cycle]:
    """Return every debit day of a month, of both schemes."""
    every = [
        cycle
        for scheme in both.SCHEMES
        for channel in channels.channels(scheme=scheme)
        for cycle in debit_days.cycles(channel, month=month)
    ]
    return sorted(every, key=lambda each: each.build_at)


def play(month: Month, *, seed: int) -> dict[str, float]:
    """Play a month; return the seconds of each step. What the bank does is not timed."""
    cycles = cycles_of(month)
    takes = [_timed(_plan, cycles), _timed(_build, cycles), _timed(_hand_over, cycles)]
    _answer(cycles, seed=seed)
    takes += [_timed(_settle, cycles), _timed(_tell, cycles), _timed(_confirm, cycles)]
    takes.append(_timed(_match, cycles))
    return dict(zip(STEPS, takes, strict=True))


def appoint() -> None:
    """Seat the two officers of the treasury."""
    from kyosai.records.officers.models import Officer

    for name in OFFICERS:
        Officer.objects.get_or_create(
            username=name, defaults={"display_name": name, "duty": "treasurer", "desk": "treasury"}
        )


def _plan(cycles: list[Cycle]) -> None:
    for cycle in cycles:
        check.before(cycle.debit_on)
        plan.plan(cycle, at=cycle.build_at)


def _build(cycles: list[Cycle]) -> None:
    for cycle in cycles:
        request.build(cycle.key, at=cycle.build_at)


def _hand_over(cycles: list[Cycle]) -> None:
    for file in approvals.waiting():
        for officer in OFFICERS:
            at = file.hand_in_by - A_MOMENT
            approve.approve(file.name, digest=file.digest, officer=officer, at=at)
    for waiting in map(files.released, files.to_hand_over()):
        request.received(waiting.name, receipt=f"B-{waiting.name}", at=cycles[-1].build_at)


def _answer(cycles: list[Cycle], *, seed: int) -> None:
    from kyosai.records.premiums.models import DebitFile

    named = {cycle.key: cycle for cycle in cycles}
    for place, file in enumerate(DebitFile.objects.filter(cycle_id__in=named)):
        content = answering.answered(files.released(file.name).content, seed=seed * 100 + place)
        name = file.name.replace(".dat", "-result.dat")
        settle.keep(name, content=content, at=named[file.cycle_id].result_at)


def _settle(cycles: list[Cycle]) -> None:
    for name in settle.to_settle():
        outcome = settle.settle(name, at=cycles[-1].result_at)
        assert outcome == "settled", (name, outcome)


def _tell(cycles: list[Cycle]) -> None:
    for cycle in cycles:
        chase.tell(cycle.key, at=cycle.result_at)
        warn.warn(cycle.key, at=cycle.result_at)


def _confirm(cycles: list[Cycle]) -> None:
    for cycle in cycles:
        assert reconcile.confirm(cycle.key, at=cycle.result_at) == []


def _match(cycles: list[Cycle]) -> None:
    matched = []
    for scheme in both.SCHEMES:
        theirs = [cycle for cycle in cycles if cycle.channel.scheme == scheme]
        at = remittance.told_at(max(cycle.remitted_on for cycle in theirs))
        name = f"Z03-{scheme}-{theirs[-1].remitted_on}.dat"
        statement.keep(name, content=answering.stated(scheme, theirs), at=at)
        assert statement.read(name, at=at) == "taken"
        matched += remittance.match(at=at)
    assert set(matched) == {cycle.key for cycle in cycles}, "money is missing"


def _timed(step: Callable[[list[Cycle]], None], cycles: list[Cycle]) -> float:
    began = perf_counter()
    step(cycles)
    return perf_counter() - began


def asked(month: Month) -> int:
    """Return how many contracts a month asked."""
    from kyosai.records.premiums.models import DebitRequest

    keys = [cycle.key for cycle in cycles_of(month)]
    return DebitRequest.objects.filter(cycle_id__in=keys).count()

"""One month of both schemes, played with the functions the clock calls; each step is timed."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from time import perf_counter

from bench.collection import answering
from kyosai.basis.months import Month
from kyosai.doors.clock import side_by_side
from kyosai.doors.clock.side_by_side import Workers
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

STEPS = ("計画とファイル", "承認・引渡し", "受取り", "消込", "通知", "照合", "入金")
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
    takes = [_timed(_plan_and_build, cycles), _timed(_hand_over, cycles)]
    answers = _answers(cycles, seed=seed)
    takes.append(_timed(_keep, cycles, answers))
    takes += [_timed(step, cycles) for step in (_settle, _tell, _confirm)]
    stated = _stated(cycles)
    takes.append(_timed(_match, cycles, stated))
    return dict(zip(STEPS, takes, strict=True))


def appoint() -> None:
    """Seat the two officers of the treasury."""
    from kyosai.records.officers import writes

    for name in OFFICERS:
        writes.appoint(name, display_name=name, duty="treasurer")


def _plan_and_build(cycles: list[Cycle]) -> None:
    """Plan a scheme's cycles one after another, and meanwhile make the files, as the clock does."""
    with side_by_side.workers() as together:
        for scheme in both.SCHEMES:
            theirs = [cycle for cycle in cycles if cycle.channel.scheme == scheme]
            together.begin(_plan, theirs, together)


def _plan(cycles: list[Cycle], together: Workers) -> None:
    for cycle in cycles:
        check.before(cycle.debit_on)
        plan.plan(cycle, at=cycle.build_at)
        together.begin(request.build, cycle.key, at=cycle.build_at)


def _hand_over(cycles: list[Cycle]) -> None:
    for file in approvals.waiting():
        for officer in OFFICERS:
            at = file.hand_in_by - A_MOMENT
            approve.approve(file.name, digest=file.digest, officer=officer, at=at)
    for waiting in map(files.released, files.to_hand_over()):
        request.received(waiting.name, receipt=f"B-{waiting.name}", at=cycles[-1].build_at)


def _answers(cycles: list[Cycle], *, seed: int) -> dict[str, bytes]:
    """Let the bank answer every file; return its results by name."""
    from kyosai.records.premiums.models import DebitFile

    names = [file.name for file in DebitFile.objects.filter(cycle_id__in=_keys(cycles))]
    return {
        name.replace(".dat", "-result.dat"): answering.answered(
            files.released(name).content, seed=seed * 100 + place
        )
        for place, name in enumerate(sorted(names))
    }


def _keep(cycles: list[Cycle], answers: dict[str, bytes]) -> None:
    for name in list(answers):
        settle.keep(name, content=answers.pop(name), at=cycles[-1].result_at)


def _settle(cycles: list[Cycle]) -> None:
    side_by_side.each(partial(_settle_file, cycles[-1].result_at), settle.to_settle_by_file())


def _settle_file(at: datetime, names: list[str]) -> None:
    for name in names:
        outcome = settle.settle(name, at=at)
        assert outcome == "settled", (name, outcome)


def _tell(cycles: list[Cycle]) -> None:
    side_by_side.each(_tell_of, cycles)


def _tell_of(cycle: Cycle) -> None:
    chase.tell(cycle.key, at=cycle.result_at)
    warn.warn(cycle.key, at=cycle.result_at)


def _confirm(cycles: list[Cycle]) -> None:
    side_by_side.each(_confirm_one, cycles)


def _confirm_one(cycle: Cycle) -> None:
    assert reconcile.confirm(cycle.key, at=cycle.result_at) == []


def _stated(cycles: list[Cycle]) -> dict[str, bytes]:
    """Let the bank state the money of each scheme."""
    theirs = {scheme: [c for c in cycles if c.channel.scheme == scheme] for scheme in both.SCHEMES}
    return {scheme: answering.stated(scheme, each) for scheme, each in theirs.items()}


def _match(cycles: list[Cycle], stated: dict[str, bytes]) -> None:
    at = remittance.told_at(max(cycle.remitted_on for cycle in cycles))
    for scheme, content in stated.items():
        name = f"Z03-{scheme}-{cycles[-1].remitted_on}.dat"
        statement.keep(name, content=content, at=at)
        assert statement.read(name, at=at) == "taken"
    assert set(remittance.match(at=at)) == set(_keys(cycles)), "money is missing"


def _keys(cycles: list[Cycle]) -> list[str]:
    return [cycle.key for cycle in cycles]


def _timed(step: Callable[..., None], *words: object) -> float:
    began = perf_counter()
    step(*words)
    return perf_counter() - began


def asked(month: Month) -> int:
    """Return how many contracts a month asked."""
    from kyosai.records.premiums.models import DebitRequest

    return DebitRequest.objects.filter(cycle_id__in=_keys(cycles_of(month))).count()

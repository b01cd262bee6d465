"""手続きの流れ — flows and their steps as data, readable by the desk that works them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One step: its desk, where it may lead, and whether it needs a second pair of eyes."""

    key: str
    name: str
    desk: str
    next: tuple[str, ...] = ()
    second_pair_of_eyes: bool = False


@dataclass(frozen=True)
class Flow:
    """The steps of a procedure, in order; a case begins at the first."""

    name: str
    title: str
    steps: tuple[Step, ...]

    def __post_init__(self) -> None:
        keys = [step.key for step in self.steps]
        assert len(set(keys)) == len(keys), "a step has one name"
        assert all(to in keys for step in self.steps for to in step.next), "a step leads to a step"

    def step(self, key: str) -> Step:
        """Return a step by its key."""
        return next(step for step in self.steps if step.key == key)

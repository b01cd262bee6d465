"""つながらない・断られた — the two ways a wire fails: try again, or do not."""


class Unreachable(Exception):
    """The other side did not answer, or not in time: the same thing may be tried again."""


class Rejected(Exception):
    """The other side answered no, or answered nonsense: trying again changes nothing."""

    def __init__(self, reason: str, *, status: int = 0) -> None:
        self.reason, self.status = reason, status
        super().__init__(reason)

"""お断り — the one family of exceptions a person may be shown."""


class Refused(Exception):
    """A foreseen refusal, in plain Japanese: what is wrong, and what to do next.

    Subclass it beside the function that raises it and set ``reason`` (one or two short
    sentences). ``field`` names the answer it belongs to, when there is one.
    """

    reason = "この手続きは受け付けられませんでした。"

    def __init__(self, reason: str | None = None, *, field: str = "") -> None:
        self.reason = reason or type(self).reason
        self.field = field
        super().__init__(self.reason)


class Malformed(Exception):
    """A file or message that cannot be read: it is refused whole, saying where and what."""

    def __init__(self, record: int, field: str, found: str) -> None:
        self.record, self.field, self.found = record, field, found
        super().__init__(f"{record}件目「{field}」を読めません: {found!r}")

"""受け口 — an SMTP server that takes every mail and sends none on."""

from typing import Any

from aiosmtpd.controller import Controller

from outside_world import faults
from outside_world.mailbox import letters
from outside_world.world import World

LARGEST = 10_000_000


class Sink:
    """What aiosmtpd calls when a mail has come."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def handle_RCPT(  # noqa: N802
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        """Take an address, unless nobody is there any more."""
        if letters.is_closed(self._world.memory, address):
            return "550 5.1.1 nobody is at this address"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 taken"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        """Keep a mail, or ask for it later when that is switched on."""
        if faults.strikes(self._world.memory, "mail.refused"):
            return "451 4.3.0 try again later"
        letters.keep(
            self._world.memory, envelope.content, sender=envelope.mail_from,
            recipients=envelope.rcpt_tos, at=self._world.clock.now().isoformat(),
        )  # fmt: skip
        return "250 2.0.0 kept"


def listener(world: World, *, host: str, port: int) -> Controller:
    """Return the SMTP server, not yet started."""
    return Controller(
        Sink(world), hostname=host, port=port, data_size_limit=LARGEST, enable_SMTPUTF8=True
    )

"""郵便室 — hands each message to the module of its kind, and opens no transaction itself."""

from importlib import import_module

from kyosai.exchange import postbox
from kyosai.exchange.messages.amendments import Amendment
from kyosai.exchange.messages.delegations import DELEGATING
from kyosai.exchange.messages.inbound import INBOUND

# One module a kind, each with ``hand_over(number)``: it calls one procedure, which takes the
# message inside its own transaction (decision 10). All amendments are one procedure.
TOGETHER: dict[str, tuple[type, ...]] = {"amendment": (Amendment,), "delegation": DELEGATING}


def _module(kind: str, message: type) -> str:
    named = (name for name, kinds in TOGETHER.items() if issubclass(message, kinds))
    return f"{__name__}.{next(named, kind)}"


MODULES = {kind: _module(kind, message) for kind, message in INBOUND.items()}


def hand_over(number: str, *, kind: str = "") -> None:
    """Hand one kept message to the procedure of its kind."""
    module = import_module(MODULES[kind or postbox.kind_of(number)])
    module.hand_over(number)

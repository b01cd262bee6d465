"""郵便室 — hands each message to the module of its kind, and opens no transaction itself."""

from importlib import import_module

from kyosai.exchange import postbox
from kyosai.exchange.messages.amendments import Amendment
from kyosai.exchange.messages.claims import Claim
from kyosai.exchange.messages.delegations import DELEGATING
from kyosai.exchange.messages.inbound import INBOUND
from kyosai.exchange.messages.lending import LendingMessage
from kyosai.exchange.messages.tosanboshi_lending import TosanboshiLending
from kyosai.exchange.messages.voices import VOICES

# One module a kind, each with ``hand_over(number)``: it calls one procedure, which takes the
# message inside its own transaction (decision 10). All of a kind share one procedure.
SHARED: dict[type, str] = {
    Amendment: "amendment",
    Claim: "claim",
    LendingMessage: "lending",
    TosanboshiLending: "tosanboshi_lending",
    **dict.fromkeys(DELEGATING, "delegation"),
    **dict.fromkeys(VOICES, "voice"),
}
MODULES = {
    kind: f"{__name__}.{next((SHARED[of] for of in SHARED if issubclass(message, of)), kind)}"
    for kind, message in INBOUND.items()
}


def hand_over(number: str, *, kind: str = "") -> None:
    """Hand one kept message to the procedure of its kind."""
    module = import_module(MODULES[kind or postbox.kind_of(number)])
    module.hand_over(number)

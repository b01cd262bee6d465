"""代理の受け渡し — inviting, accepting and ending is access; what is prepared is an amendment."""

from kyosai.doors import today
from kyosai.exchange import postbox
from kyosai.exchange.messages.delegations import PreparedAnswer, PreparedChange
from kyosai.procedures.access import delegation
from kyosai.procedures.amendment import behalf


def hand_over(number: str) -> None:
    """Hand one message about a delegation over."""
    kind, at = postbox.kind_of(number), today.now()
    if kind == PreparedChange.kind:
        behalf.prepare(number, at=at)
    elif kind == PreparedAnswer.kind:
        behalf.answer(number, at=at)
    else:
        delegation.handle(number, at=at)

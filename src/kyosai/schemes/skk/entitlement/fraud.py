"""不正受給 — what a fraud costs, what excuses it, and what has to be paid back."""

from kyosai.basis.keyed import Keyed
from kyosai.basis.law import implements
from kyosai.basis.money import Yen
from kyosai.basis.refusal import Refused
from kyosai.schemes.skk.entitlement.causes import Cause


class Circumstance(Keyed):
    """The special circumstances of 規則16条."""

    POVERTY = "生計がとても苦しく、急な出費に迫られたから"
    COERCION = "他人に強いられて、やむを得なかったから"
    SELF_REPORTED = "見つかる前に、自分から機構に届け出た"
    SIMILAR = "これらに準ずると、機構が認めた"


class NegativeAmount(Refused):
    """A sum received below nothing."""

    reason = "受け取った金額が0円より小さくなっています。金額を確かめてください。"


@implements(
    "小規模企業共済法12条2項",
    "小規模企業共済法施行規則16条",
    says="不正受給で解除されたので、解約手当金は{result:支給しません|特別の事情があり支給します}。",
)
def is_forfeited(circumstance: Circumstance | None) -> bool:
    """Tell whether fraud costs the allowance: always, unless there were special circumstances."""
    return circumstance is None


@implements("小規模企業共済法7条2項2号", "小規模企業共済法12条2項", says="事由は「{result}」です。")
def cause_of_fraud(circumstance: Circumstance | None) -> Cause:
    """Return as which cause a cancellation for fraud is settled."""
    return Cause.FRAUD if is_forfeited(circumstance) else Cause.FRAUD_EXCUSED


@implements("小規模企業共済法16条", says="機構が返還させることができるのは{result}です。")
def to_be_returned(received: Yen, *, by_fraud: bool) -> Yen:
    """Return what SMRJ may have back: all that was received by fraud."""
    if received < Yen(0):
        raise NegativeAmount(field="received")
    return received if by_fraud else Yen(0)

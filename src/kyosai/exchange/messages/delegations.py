"""代理のメッセージ — a holder invites, a delegate accepts and prepares, the holder decides."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from kyosai.exchange.messages.amendments import Scheme


@dataclass(frozen=True)
class DelegateInvitation:
    """代理の依頼 — the code itself is told by the holder; here is only its digest."""

    kind: ClassVar[str] = "delegate_invitation"
    title: ClassVar[str] = "代わりの人への依頼"
    VERSION: ClassVar[int] = 1
    person: str
    scheme: Scheme
    received_at: str
    receipt: str
    scope: str
    months: int
    code_digest: str


@dataclass(frozen=True)
class DelegateAcceptance:
    """代理の引受け — whoever knows the code, by the name their sign-in proved."""

    kind: ClassVar[str] = "delegate_acceptance"
    title: ClassVar[str] = "依頼の引き受け"
    VERSION: ClassVar[int] = 1
    person: str
    received_at: str
    receipt: str
    code_digest: str
    name: str


@dataclass(frozen=True)
class DelegationEnd:
    """代理の終わり — by the holder or by the delegate, at any time."""

    kind: ClassVar[str] = "delegation_end"
    title: ClassVar[str] = "依頼の終わり"
    VERSION: ClassVar[int] = 1
    person: str
    received_at: str
    receipt: str
    delegation: str


@dataclass(frozen=True)
class PreparedChange:
    """代理人が用意した変更 — ``change`` is the wish as canonical JSON, in the delegate's name."""

    kind: ClassVar[str] = "prepared_change"
    title: ClassVar[str] = "顧問先の手続きの用意"
    VERSION: ClassVar[int] = 1
    person: str
    received_at: str
    receipt: str
    delegation: str
    change_kind: str
    change: str


@dataclass(frozen=True)
class PreparedAnswer:
    """用意された変更への返事 — the holder sends it as their own, or does not."""

    kind: ClassVar[str] = "prepared_answer"
    title: ClassVar[str] = "代わりの人が用意した手続き"
    VERSION: ClassVar[int] = 1
    person: str
    received_at: str
    receipt: str
    prepared: str
    answer: Literal["approved", "declined"]


Delegating = (
    DelegateInvitation | DelegateAcceptance | DelegationEnd | PreparedChange | PreparedAnswer
)
DELEGATING: tuple[type[Delegating], ...] = (
    DelegateInvitation,
    DelegateAcceptance,
    DelegationEnd,
    PreparedChange,
    PreparedAnswer,
)

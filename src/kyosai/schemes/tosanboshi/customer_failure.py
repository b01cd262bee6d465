"""倒産 — what counts as the failure of a customer, on which day, and since when it has counted."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from kyosai.basis import parameters
from kyosai.basis.dated import Dated, Version
from kyosai.basis.law import implements
from kyosai.basis.money import Yen
from kyosai.basis.refusal import Refused
from kyosai.schemes.tosanboshi.impossible import BelowNothing, Kind


class Event(Kind):
    """What happened to the customer (法2条2項, 規則10条の2); the last three are no 倒産."""

    LEGAL_PROCEEDINGS = "破産・再生・更生・特別清算の申立て"
    BILLS_SUSPENDED = "手形交換所の取引停止処分"
    ELECTRONIC_CLAIMS_SUSPENDED = "でんさいの取引停止処分"
    PAYMENT_STOPPED_BY_LAWYER = "弁護士などからの支払停止の通知（私的整理）"
    BILLS_UNPAID_IN_DISASTER = "災害による不渡り"
    ELECTRONIC_CLAIMS_UNPAID_IN_DISASTER = "災害によるでんさいの支払不能"
    REPRESENTATIVES_MISSING_IN_DISASTER = "特定非常災害で代表者全員が死亡・不明の後の支払停止の通知"
    FLIGHT = "夜逃げ"
    SETTLED_WITHOUT_LAWYER = "弁護士などが関わらない内整理"
    CLOSED_BUSINESS = "廃業・支払の遅れ"


class Sender(Kind):
    """Who wrote that payment is stopped (規則10条の2第2項1号)."""

    LAWYER = "弁護士"
    LAWYERS_CORPORATION = "弁護士法人"
    JOINT_CORPORATION = "弁護士・外国法事務弁護士共同法人"
    CERTIFIED_SCRIVENER = "認定司法書士"
    SCRIVENERS_CORPORATION = "認定司法書士の法人"
    ANYBODY_ELSE = "そのほかの人"


class NotCovered(Refused):
    """Not one of the events the Act names."""

    reason = (
        "共済金の対象になる「倒産」ではありません。破産などの申立て、取引停止処分、"
        "弁護士などからの支払停止の通知があったときに請求してください。"
    )


class NotCoveredYet(Refused):
    """The event happened before the law counted it."""

    reason = "この日の時点では、まだ対象になっていなかった倒産です。貸付けはありません。"


class NotDirect(Refused):
    """The one who failed is not the claimant's own customer."""

    reason = "直接の取引先の倒産が対象です。取引先のさらに先の倒産では借りられません。"


class NoticeNotValid(Refused):
    """The notice lacks its date or signature, or its sender may not send it."""

    reason = (
        "支払停止の通知は、弁護士・認定司法書士などが作り、作成の日と署名か記名押印が要ります。"
        "通知の写しを確かめてください。"
    )


class TooMuchForScrivener(Refused):
    """A certified judicial scrivener may act for claims up to 1,400,000 yen."""

    reason = "認定司法書士の通知は、140万円以下の債権までです。弁護士の通知が要ります。"


class RegistryTooSmall(Refused):
    """Half of the financial institutions or fewer take part in the registry."""

    reason = "この電子債権記録機関の処分は対象ではありません。金融機関の過半数の参加が要ります。"


class RepresentativesNotMissing(Refused):
    """Not every representative died or is missing by the designated disaster."""

    reason = "代表者の全員が、特定非常災害で死亡したか、生死や行方が不明のときが対象です。"


@dataclass(frozen=True, kw_only=True)
class Notice:
    """A written notice that payment is stopped: who wrote it, whether dated and signed, for what.

    ``claim`` is the value of the claim it deals with, in yen.
    """

    sender: Sender
    claim: Yen
    is_dated: bool = True
    is_signed: bool = True


@dataclass(frozen=True, kw_only=True)
class Failure:
    """The event and its day, as reported; the rest as the event asks for it."""

    event: Event
    happened_on: date
    is_direct: bool = True
    notice: Notice | None = None
    institutions_percent: Fraction = Fraction(100)
    all_representatives_missing: bool = False


EVENTS_BY_NOTICE = {Event.PAYMENT_STOPPED_BY_LAWYER, Event.REPRESENTATIVES_MISSING_IN_DISASTER}
SCRIVENERS = {Sender.CERTIFIED_SCRIVENER, Sender.SCRIVENERS_CORPORATION}
ELECTRONIC = {Event.ELECTRONIC_CLAIMS_SUSPENDED, Event.ELECTRONIC_CLAIMS_UNPAID_IN_DISASTER}


@implements(
    "中小企業倒産防止共済法2条2項",
    "中小企業倒産防止共済法施行規則10条の2",
    says="取引先の倒産の発生の日は{result}です。",
)
def failed_on(failure: Failure) -> date:
    """Return the day of 倒産, or refuse what the Act does not count, or did not count yet.

    The day of the petition, the disposal, the notice, or the presentation of the bill.
    """
    row = _events().get(failure.event.key)
    if row is None:
        raise NotCovered(field="event")
    if not failure.is_direct:
        raise NotDirect(field="event")
    if failure.happened_on < date.fromisoformat(row["since"]):
        raise NotCoveredYet(field="happened_on")
    _insist_on_event(failure)
    return failure.happened_on


@implements("中小企業倒産防止共済法2条2項", says="この倒産を証するものは{result}です。")
def evidence(event: Event) -> str:
    """Return what proves an event, or refuse one that is no 倒産."""
    if event.key not in _events():
        raise NotCovered(field="event")
    return _events()[event.key]["evidence"]


@implements(
    "中小企業倒産防止共済法施行規則10条の2第2項1号",
    "中小企業倒産防止共済法施行規則10条の2第3項",
)
def insist_on_valid_notice(notice: Notice, *, on: date) -> None:
    """Refuse a notice without date or signature, from the wrong sender, or beyond a scrivener."""
    law = _notices().on(on)
    BelowNothing.refuse(claim=notice.claim)
    if not (notice.is_dated and notice.is_signed) or notice.sender.key not in law["senders"]:
        raise NoticeNotValid(field="notice")
    if notice.sender in SCRIVENERS and notice.claim > Yen(law["most_for_scriveners"]):
        raise TooMuchForScrivener(field="claim")


def _insist_on_event(failure: Failure) -> None:
    on = failure.happened_on
    if failure.event in EVENTS_BY_NOTICE:
        if failure.notice is None:
            raise NoticeNotValid(field="notice")
        insist_on_valid_notice(failure.notice, on=on)
    if failure.event in ELECTRONIC:
        needed: int = _notices().on(on)["institutions_percent"]
        if failure.institutions_percent <= needed:
            raise RegistryTooSmall(field="institutions_percent")
    missing = failure.event is Event.REPRESENTATIVES_MISSING_IN_DISASTER
    if missing and not failure.all_representatives_missing:
        raise RepresentativesNotMissing(field="all_representatives_missing")


@cache
def _events() -> dict[str, dict[str, str]]:
    return {row["event"]: row for row in parameters.rows(__package__, "customer_failure")}


@cache
def _notices() -> Dated[dict[str, Any]]:
    facts = parameters.table(__package__, "customer_failure_notice")
    return Dated(*(Version(row["since"], row, facts["source"]) for row in facts["version"]))

import json
from collections.abc import Callable
from typing import Any

import pytest

from kyosai.basis.refusal import Malformed
from kyosai.exchange.messages import plain
from kyosai.exchange.messages.amendments import (
    Deferral,
    PaymentClassChange,
    PremiumChange,
    PremiumHoliday,
    PremiumRestart,
    Prepayment,
    PrepaymentEnd,
)
from kyosai.exchange.messages.call_backs import CallBackWish
from kyosai.exchange.messages.certificates import PremiumCertificateRequest
from kyosai.exchange.messages.claims import (
    BenefitClaim,
    Cancellation,
    ClaimWithdrawal,
    Declaration,
    EarlierPayment,
    OtherPayment,
    Proof,
)
from kyosai.exchange.messages.contact import ContactChange
from kyosai.exchange.messages.delegations import (
    DelegateAcceptance,
    DelegateInvitation,
    DelegationEnd,
    PreparedAnswer,
    PreparedChange,
)
from kyosai.exchange.messages.inbound import (
    AccountChange,
    Attachment,
    MandateOnPaper,
    Owner,
    PaperMandate,
)
from kyosai.exchange.messages.instalments import RestClaim
from kyosai.exchange.messages.lending import LoanRequest, Occasion, Signature
from kyosai.exchange.messages.my_numbers import MyNumber
from kyosai.exchange.messages.outbound import Answer, PublicPage, View
from kyosai.exchange.messages.repayments import EarlyRepayment
from kyosai.exchange.messages.survivors import (
    DeathClaim,
    DeathNotice,
    PayeeTold,
    RelativeTold,
)
from kyosai.exchange.messages.tosanboshi_lending import (
    Circumstances,
    FailedCustomer,
    LedgerLine,
    MutualAidClaim,
    MutualAidContract,
    MutualAidFix,
    Signed,
    TemporaryLoanRequest,
)
from kyosai.exchange.messages.views import ViewRequest
from kyosai.exchange.messages.voices import Begun, BegunTally, SurveyAnswer
from tests.exchange.samples import MANDATE, PERSON, SENT_AT, application, notice

OWNER = Owner("見本 太郎", "ミホン タロウ", "1975-01-01", "配偶者", "")
DECLARATION = Declaration(
    True,
    False,
    OtherPayment(1_000_000, 0, 0, 0, 12, 0),
    (EarlierPayment("2024-03-31", 5_000_000, "2000-04", "2024-03", False),),
)
SIGNED = Signed("d" * 64, "試作　進", SENT_AT.isoformat())
FAILED = FailedCustomer(
    name="見本商事株式会社",
    corporate_number="",
    event="legal_proceedings",
    failed_on="2026-10-20",
    sender="",
    trade=15_000_000,
    bills=0,
    electronic=0,
    advance_paid=0,
    collected=0,
    set_off=0,
    deposited=0,
    secured=0,
    taken_back=0,
    monthly_trade=2_000_000,
    traded_since="2020-04-01",
    is_related=False,
)
MESSAGES = [
    application(),
    application(capacity="co_manager", owner=OWNER),
    notice(),
    Attachment(PERSON, "a-1", "控え.pdf", "application/pdf", 2, "JVBERi0=", "1" * 64),
    AccountChange(PERSON, "skk", SENT_AT.isoformat(), "U-00000002-92", MANDATE),
    EarlyRepayment(PERSON, "skk", SENT_AT.isoformat(), "U-00000002-92", "L-00000001-95"),
    PremiumCertificateRequest(
        PERSON, SENT_AT.isoformat(), "U-00000003-89", "deliver", "D-00000001-95", "012345678901"
    ),
    CallBackWish(PERSON, SENT_AT.isoformat(), "U-00000002-92", "2026-10-21T10:00:00+09:00", "loan"),
    MandateOnPaper(
        PERSON, SENT_AT.isoformat(), "U-00000003-89", PaperMandate(("a", "b"), "ミホンシヨウジ")
    ),
    PremiumChange(PERSON, "skk", SENT_AT.isoformat(), "U-00000003-89", 30_000, ("illness",)),
    Prepayment(PERSON, "skk", SENT_AT.isoformat(), "U-00000004-86", "2026-12", 12, True),
    PrepaymentEnd(PERSON, "skk", SENT_AT.isoformat(), "U-00000005-83", "next"),
    PaymentClassChange(PERSON, "skk", SENT_AT.isoformat(), "U-00000006-80", "yearly", 12),
    PremiumHoliday(
        PERSON, "skk", SENT_AT.isoformat(), "U-00000004-86", "disaster", 6, "proof", ("a-1",)
    ),
    PremiumRestart(PERSON, "tosanboshi", SENT_AT.isoformat(), "U-00000005-83"),
    Deferral(PERSON, "skk", SENT_AT.isoformat(), "U-00000006-80", True),
    MyNumber(PERSON, SENT_AT.isoformat(), "U-00000007-77", "c2VhbGVk"),
    RestClaim(PERSON, SENT_AT.isoformat(), "U-00000015-53", "home_damaged", "2026-10-01", ("a-1",)),
    DeathNotice(
        SENT_AT.isoformat(),
        "U-00000013-59",
        "000000195",
        "カンリヨウ タロウ",
        "1958-04-01",
        "2026-10-15",
        "完了 春子",
        "カンリヨウ ハルコ",
        "東京都架空区",
        "0300000000",
        "spouse",
    ),
    DeathClaim(
        PERSON,
        SENT_AT.isoformat(),
        "U-00000014-56",
        "U-00000013-59",
        "2" * 64,
        (
            RelativeTold(
                "r1", "完了 春子", "カンリヨウ ハルコ", "1960-01-01", "東京都", "spouse", True
            ),
        ),
        "",
        (PayeeTold("r1", "9901", "見本銀行", "001", "本店", "ordinary", "1234567", "ハルコ"),),
        ("a-1",),
    ),
    DelegateInvitation(
        PERSON, "tosanboshi", SENT_AT.isoformat(), "U-00000008-74", "premiums", 6, "2" * 64
    ),
    DelegateAcceptance(PERSON, SENT_AT.isoformat(), "U-00000009-71", "2" * 64, "例示 税子"),
    DelegationEnd(PERSON, SENT_AT.isoformat(), "U-00000010-68", "d-1"),
    PreparedChange(PERSON, SENT_AT.isoformat(), "U-00000011-65", "d-1", "prepayment", "{}"),
    PreparedAnswer(PERSON, SENT_AT.isoformat(), "U-00000012-62", "p-1", "approved"),
    BenefitClaim(
        PERSON,
        "skk",
        SENT_AT.isoformat(),
        "U-00000005-83",
        "closed",
        "2026-10-01",
        "",
        "mixed",
        3_000_000,
        10,
        DECLARATION,
        Proof("etax_receipt", "PHg+", ()),
    ),
    Cancellation(
        PERSON,
        "tosanboshi",
        SENT_AT.isoformat(),
        "U-00000006-80",
        "cancelled_by_holder",
        "2026-10-01",
        "",
        "at_once",
        0,
        0,
        Declaration(False, False, None, ()),
        Proof("nothing", "", ()),
    ),
    ContactChange(
        PERSON,
        SENT_AT.isoformat(),
        "U-00000007-77",
        "〒000-0000 東京都架空区見本町1丁目2番3号",
        "hanako@example.test",
        "0300000000",
        "paper",
        "2026-11-25",
    ),
    ClaimWithdrawal(PERSON, "skk", SENT_AT.isoformat(), "U-00000007-77", "U-00000006-80"),
    TemporaryLoanRequest(PERSON, SENT_AT.isoformat(), "U-00000006-80", 1_000_000, SIGNED),
    MutualAidClaim(
        PERSON,
        SENT_AT.isoformat(),
        "U-00000006-80",
        15_000_000,
        (FAILED,),
        Circumstances(12, None, 20_000_000, True, False, False),
        (LedgerLine("2026-09-30", "見本商事株式会社", "売上", 15_000_000),),
        ("a-1",),
        "工場が止まっているため",
    ),
    MutualAidFix(PERSON, SENT_AT.isoformat(), "U-00000006-80", "U-00000005-83", "付けました。", ()),
    MutualAidContract(PERSON, SENT_AT.isoformat(), "U-00000006-80", "U-00000005-83", None),
    LoanRequest(
        PERSON,
        "skk",
        SENT_AT.isoformat(),
        "U-00000007-77",
        "emergency",
        1_000_000,
        36,
        "",
        Occasion("2026-09-30", "", False, 90, 100, 0, False, "", (1, 2), "売上が減った"),
        ("a-1",),
        Signature("card", "契約書", "c2ln", "Y2VydA==", SENT_AT.isoformat()),
    ),
    ViewRequest("position", PERSON, "", "a2V5", SENT_AT.isoformat()),
    SurveyAnswer("a" * 64, "skk", "enrolment", 5, 4, "2026-10-01"),
    BegunTally("2026-10-01", (Begun("skk", "enrolment", 3),)),
    PublicPage("scorecard", SENT_AT.isoformat(), "{}"),
    Answer("n-1", "U-00000001-95", "accepted", SENT_AT.isoformat()),
    View("n-1", "c2VhbGVk", "c2lnbmVk"),
]


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.kind)
def test_a_message_reads_back_as_it_was_written(message: plain.Message) -> None:
    written = plain.to_json(message)

    read = plain.from_json(written, kind=message.kind, version=message.VERSION)

    assert read == message
    assert plain.to_json(read) == written


def _set(*path: str, to: Any) -> Callable[[dict[str, Any]], None]:
    def change(facts: dict[str, Any]) -> None:
        for name in path[:-1]:
            facts = facts[name]
        facts[path[-1]] = to

    return change


BROKEN: dict[str, Callable[[dict[str, Any]], Any]] = {
    "知らない項目": _set("my_number", to="1"),
    "奥の知らない項目": _set("identity", "my_number", to="1"),
    "足りない項目": lambda facts: facts.pop("receipt"),
    "奥の足りない項目": lambda facts: facts["mandate"].pop("bank_code"),
    "数を文字で": _set("monthly_premium", to="10000"),
    "数を真偽で": _set("employees", to=True),
    "数を小数で": _set("monthly_premium", to=10000.5),
    "真偽を数で": _set("statements", "one_position", to=1),
    "文字を空で": _set("person", to=None),
    "表を並びで": _set("promise", to=[]),
    "並びを文字で": _set("evidence", "attachments", to="a-1"),
    "並びの中身を数で": _set("evidence", "attachments", to=[1]),
    "知らない制度": _set("scheme", to="other"),
    "知らない資格": _set("capacity", to="anyone"),
}


@pytest.mark.parametrize("change", BROKEN.values(), ids=BROKEN.keys())
def test_a_message_in_another_shape_is_refused_whole(
    change: Callable[[dict[str, Any]], Any],
) -> None:
    facts = json.loads(plain.to_json(application()))
    change(facts)

    with pytest.raises(Malformed):
        plain.from_json(json.dumps(facts).encode(), kind="enrolment_application", version=2)


@pytest.mark.parametrize(
    ("content", "kind", "version"),
    [
        pytest.param(None, "loan_application", 1, id="知らない種別"),
        pytest.param(None, "enrolment_application", 3, id="知らない版"),
        pytest.param(b"", "enrolment_application", 2, id="空"),
        pytest.param(b"\xff\xfe", "enrolment_application", 2, id="文字でない"),
        pytest.param(b"[]", "enrolment_application", 2, id="並び"),
        pytest.param(b'{"employees": NaN}', "enrolment_application", 2, id="数でない数"),
    ],
)
def test_a_message_of_an_unknown_kind_or_version_is_refused(
    content: bytes | None, kind: str, version: int
) -> None:
    with pytest.raises(Malformed):
        plain.from_json(
            plain.to_json(application()) if content is None else content,
            kind=kind,
            version=version,
        )


def test_a_refusal_never_repeats_what_was_found() -> None:
    facts = json.loads(plain.to_json(application())) | {"employees": "見本 花子 の秘密"}

    with pytest.raises(Malformed) as refused:
        plain.from_json(json.dumps(facts).encode(), kind="enrolment_application", version=2)
    assert "見本" not in str(refused.value)


def _of_version_1() -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(plain.to_json(application()))
    return {name: fact for name, fact in facts.items() if name not in LATER}


LATER = ("paper_mandate", "enterprise")


def test_an_application_sent_before_the_second_scheme_reads_as_it_was_meant() -> None:
    content = json.dumps(_of_version_1()).encode()

    read = plain.from_json(content, kind="enrolment_application", version=1)

    assert read == application()


@pytest.mark.parametrize("later", LATER)
def test_an_earlier_version_with_a_later_fact_is_refused_whole(later: str) -> None:
    content = json.dumps(_of_version_1() | {later: None}).encode()

    with pytest.raises(Malformed):
        plain.from_json(content, kind="enrolment_application", version=1)


def test_an_earlier_version_that_is_no_message_is_refused() -> None:
    with pytest.raises(Malformed):
        plain.from_json(b"[]", kind="enrolment_application", version=1)

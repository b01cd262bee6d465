"""進みぐあい — every filing of a person, told from its answers alone."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from kyosai.basis import identifiers
from kyosai.basis.refusal import Refused
from kyosai.doors import today
from kyosai.doors.portal import begun, drafts, receipts
from kyosai.doors.portal.models import Filing, Surveyed
from kyosai.doors.portal.persons import HOLDERS, Provider, Visitor, signed_in_by
from kyosai.exchange import answers
from kyosai.exchange.messages.agencies import AT_AGENCY
from kyosai.exchange.messages.amendments import AMENDMENTS
from kyosai.exchange.messages.call_backs import CallBackWish
from kyosai.exchange.messages.certificates import PremiumCertificateRequest
from kyosai.exchange.messages.claims import CLAIMS, ClaimWithdrawal
from kyosai.exchange.messages.contact import ContactChange
from kyosai.exchange.messages.delegations import DELEGATING
from kyosai.exchange.messages.instalments import RestClaim
from kyosai.exchange.messages.lending import LENDING
from kyosai.exchange.messages.linking import ContractLink
from kyosai.exchange.messages.my_numbers import MyNumber
from kyosai.exchange.messages.repayments import EarlyRepayment
from kyosai.exchange.messages.tosanboshi_lending import TOSANBOSHI_LENDING

ENROLMENTS = ("enrolment", "tosanboshi_enrolment")
PROCEDURES = {
    **dict.fromkeys(ENROLMENTS, "加入の申し込み"),
    "account_change": "口座の変更",
    **{message.kind: message.title for message in AMENDMENTS},
    **{message.kind: message.title for message in CLAIMS},
    ClaimWithdrawal.kind: ClaimWithdrawal.title,
    EarlyRepayment.kind: EarlyRepayment.title,
    ContractLink.kind: ContractLink.title,
    ContactChange.kind: ContactChange.title,
    CallBackWish.kind: CallBackWish.title,
    **{message.kind: message.title for message in TOSANBOSHI_LENDING},
    **{message.kind: message.title for message in LENDING},
    "paper_mandate": "口座振替申込書",
    MyNumber.kind: MyNumber.title,
    RestClaim.kind: RestClaim.title,
    PremiumCertificateRequest.kind: PremiumCertificateRequest.title,
    **{message.kind: message.title for message in DELEGATING},
    **{message.kind: message.title for message in AT_AGENCY},
}
WORDS = {
    None: (
        "受け付けました",
        "now",
        "機構に届くのを待っています。このまま画面を閉じてもかまいません。",
    ),
    "taken": ("機構に届きました", "now", "内容を確かめています。"),
    "accepted": ("契約が成立しました", "good", "契約締結証書は「わたしの契約」で見られます。"),
    "at_desk": (
        "担当者が確認しています",
        "warn",
        "お約束の日までに結果をお知らせします。いまは何もしなくてかまいません。",
    ),
    "refused": (
        "お引き受けできませんでした",
        "bad",
        "理由と、不服があるときの申し出方は「お知らせ」で読めます。",
    ),
    "account_changed": ("口座を変更しました", "good", "次の引き落としから、新しい口座になります。"),
    "amended": ("変更しました", "good", "新しい内容は「わたしの手続き」で見られます。"),
    "awarded": (
        "お支払いが決まりました",
        "good",
        "金額と振込みの日は「お知らせ」で見られます。",
    ),
    "can_withdraw": (
        "24時間は取り下げられます",
        "warn",
        "取り下げないときは、何もしなくてかまいません。",
    ),
    "withdrawn": ("取り下げました", "good", "契約は、いままでどおり続きます。"),
    "lent": ("貸付けが決まりました", "good", "お約束の日までに、口座へ振り込みます。"),
    "sent_to_bank": (
        "銀行に出しました",
        "good",
        "銀行の確認には、4週間ほどかかります。結果は「お知らせ」に届きます。",
    ),
    "linked": ("契約をつなぎました", "good", "「わたしの手続き」で、契約を見られます。"),
    "not_linked": (
        "契約をつなげませんでした",
        "bad",
        "番号と本人の情報が合いませんでした。番号を確かめるか、電話で相談してください。",
    ),
    "kept": ("お預かりしました", "good", "税の書類を作るときだけ使います。"),
    "noted": ("手続きが終わりました", "good", "いまは、ほかにすることはありません。"),
    "code_unknown": (
        "引き受けられませんでした",
        "bad",
        "コードが違うか、期限がすぎています。頼んだ方に確かめてください。",
    ),
    "promised": ("お電話をお約束しました", "good", "選んだ時間に、登録の番号へお電話します。"),
    "slot_gone": (
        "お約束できませんでした",
        "warn",
        "この時間はもういっぱいです。「問い合わせる」から、ほかの時間を選んでください。",
    ),
    "to_fix": ("直していただくことがあります", "warn", "「お知らせ」から、請求を直してください。"),
    "to_sign": ("署名をお待ちしています", "warn", "「お知らせ」から、契約に署名してください。"),
    "failed": (
        "受け付けを完了できませんでした",
        "bad",
        "「お知らせ」で理由を読めます。もう一度申し込むこともできます。",
    ),
}
FIX = "mutual_aid_fix"  # an answer to a question; nothing is paid for it
LOANS = (
    *(message.kind for message in LENDING),
    *(message.kind for message in TOSANBOSHI_LENDING if message.kind != FIX),
)
CLAIM_KINDS = tuple(message.kind for message in CLAIMS)
UNDECIDED = (None, "taken")
OPEN = (*UNDECIDED, "at_desk", "can_withdraw", "to_fix", "to_sign")
SOON = 90


@dataclass(frozen=True)
class Standing:
    """One filing as the person sees it."""

    receipt: str
    procedure: str
    name: str
    received_at: datetime
    due_at: datetime | None
    status: str | None

    @property
    def words(self) -> str:
        """What has happened."""
        return WORDS[self.status][0]

    @property
    def tone(self) -> str:
        """How the label looks."""
        return WORDS[self.status][1]

    @property
    def next_step(self) -> str:
        """What follows, or what to do."""
        return WORDS[self.status][2]

    @property
    def is_enrolment(self) -> bool:
        """Tell whether somebody joins by it."""
        return self.procedure in ENROLMENTS

    @property
    def is_loan(self) -> bool:
        """Tell whether money is borrowed by it."""
        return self.procedure in LOANS

    @property
    def is_claim(self) -> bool:
        """Tell whether money is to be paid by it."""
        return self.procedure in CLAIM_KINDS

    @property
    def can_withdraw(self) -> bool:
        """Tell whether it can be taken back."""
        return self.status == "can_withdraw"

    @property
    def is_decided(self) -> bool:
        """Tell whether the filing has come to its end."""
        return self.status not in OPEN


def of(visitor: Visitor) -> list[Standing]:
    """Return a person's filings, the newest first."""
    rows = Filing.objects.filter(person=visitor.person).order_by("-received_at")[:50]
    return [_standing(row) for row in rows]


def open_enrolment(visitor: Visitor) -> Standing | None:
    """Return the application that is under way or accepted, if there is one."""
    for each in of(visitor):
        if each.procedure in ENROLMENTS and each.status not in ("refused", "failed"):
            return each
    return None


@require_safe
@signed_in_by(*HOLDERS, Provider.AGENCY)
@never_cache
def receipt(request: HttpRequest, visitor: Visitor, number: str) -> HttpResponse:
    """Show the receipt: number, promise, what follows; it renews itself until decided."""
    drafts.sweep()
    row = Filing.objects.filter(receipt=parsed(number), person=visitor.person).first()
    if row is None:
        raise Http404
    standing = _standing(row)
    waited = (today.now() - row.received_at).total_seconds()
    refresh = {"seconds": 2, "url": request.path} if _renews(standing, waited) else None
    words = {
        "title": f"{standing.name}を受け付けました",
        "filing": standing,
        "refresh": refresh,
        "is_asked": begun.is_counted(visitor, row.procedure)
        and not Surveyed.objects.filter(receipt=row.receipt).exists(),
        "section": "mine",
    }
    return render(request, "portal/mine/receipt.html", words)


def _renews(standing: Standing, waited: float) -> bool:
    return standing.status in UNDECIDED and waited < SOON


def parsed(number: str) -> str:
    """Return a receipt as it is kept; what is none leads nowhere."""
    try:
        return identifiers.parse_lettered(number, letter=receipts.LETTER)
    except Refused:
        raise Http404 from None


def _standing(row: Filing) -> Standing:
    name = PROCEDURES.get(row.procedure, row.procedure)
    status = answers.of(row.receipt)
    return Standing(row.receipt, row.procedure, name, row.received_at, row.due_at, status)

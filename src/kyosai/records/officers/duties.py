"""職務 — what each duty at a desk allows, and for which scheme; an officer holds exactly one."""

from dataclasses import dataclass

DESKS = {
    "contracts": "契約課",
    "loans": "貸付課",
    "benefits": "給付課",
    "receivables": "債権管理課",
    "treasury": "経理課",
    "letters": "通知課",
    "audit": "監査室",
    "mail_room": "郵便受入れ",
    "keying": "入力の監督",
    "readers": "入力の委託先",
    "contact": "相談室",
}
SKK, TOSANBOSHI = frozenset({"skk"}), frozenset({"tosanboshi"})
BOTH = SKK | TOSANBOSHI


@dataclass(frozen=True)
class Duty:
    """One duty: its name on screen, its desk, what it allows, and whose cases it sees."""

    name: str
    desk: str
    allows: frozenset[str]
    schemes: frozenset[str] = BOTH


CASES = frozenset(
    {"cases.see", "documents.see", "holders.see", "holders.unmask", "cases.decide", "cases.settle"}
)
CONFIRMS = CASES | {"cases.confirm"}
SEES_CERTIFICATES = frozenset({"certificates.see"})
CERTIFIES = SEES_CERTIFICATES | {"certificates.issue"}
STAGES = frozenset({"scorecard.see", "stages.decide"})  # how filings come in: the desk of contracts
SEES_PAYMENTS = frozenset({"payments.see"})
CALLS_BACK = SEES_PAYMENTS | {"accounts.call_back"}
RECOVERS = frozenset({"loans.late"})
# An operator answers calls and books them back; accounts, amounts and reasons are not theirs.
CALLS = frozenset({"calls.take"})
OPENS_MY_NUMBERS = frozenset({"my_numbers.open"})
HANDS_TAX_PAPERS = frozenset({"tax_papers.see", "tax_papers.release"})

RECEIVES_PAPER = frozenset({"forms.receive"})
READS = frozenset({"forms.read"})

# Staff see one scheme unless their duty says both.
DUTIES = {
    "examiner": Duty("審査", "contracts", CASES | CERTIFIES | STAGES),
    "approver": Duty("決裁", "contracts", CONFIRMS | CERTIFIES | STAGES),
    "skk_examiner": Duty("小規模の審査", "contracts", CASES | CERTIFIES | STAGES, SKK),
    "skk_approver": Duty("小規模の決裁", "contracts", CONFIRMS | CERTIFIES | STAGES, SKK),
    "tosanboshi_examiner": Duty("倒産防止の審査", "contracts", CASES | STAGES, TOSANBOSHI),
    "tosanboshi_approver": Duty("倒産防止の決裁", "contracts", CONFIRMS | STAGES, TOSANBOSHI),
    "loan_examiner": Duty("貸付の審査", "loans", CASES | CALLS_BACK),
    "loan_approver": Duty("貸付の決裁", "loans", CONFIRMS | SEES_PAYMENTS),
    # 個人番号 is for the tax papers of 小規模企業共済 alone; whoever opens one confirms nothing.
    "benefit_examiner": Duty(
        "給付の審査", "benefits", CASES | CALLS_BACK | OPENS_MY_NUMBERS | HANDS_TAX_PAPERS
    ),
    "benefit_approver": Duty("給付の決裁", "benefits", CONFIRMS | SEES_PAYMENTS | HANDS_TAX_PAPERS),
    "receivables_examiner": Duty("債権の管理", "receivables", CASES | RECOVERS),
    "receivables_approver": Duty("債権の決裁", "receivables", CONFIRMS | RECOVERS),
    # spec/service.md §3.2: 経理 sees money and case numbers, never personal documents
    "treasurer": Duty(
        "経理",
        "treasury",
        SEES_PAYMENTS | {"cases.see", "cases.settle", "money.see", "files.approve"},
    ),
    # sees whole papers as they come in, and nothing that is known of anybody
    "mail_clerk": Duty("受入れ", "mail_room", RECEIVES_PAPER),
    # sees one box and what was read in it; never the paper, a contract or a reader's next box
    "reading_supervisor": Duty("入力の監督", "keying", frozenset({"forms.reconcile"})),
    # 事務BPO: one box at a time, by the company's own way into the database
    "reader_a": Duty("甲社の入力", "readers", READS),
    "reader_b": Duty("乙社の照合", "readers", READS),
    # lets letters go and repairs contacts; sees no case of another desk
    "dispatcher": Duty(
        "発送",
        "letters",
        frozenset({"cases.see", "cases.settle", "letters.see", "letters.release"}),
    ),
    # decides nothing and unmasks nothing
    "auditor": Duty(
        "監査",
        "audit",
        SEES_PAYMENTS
        | SEES_CERTIFICATES
        | {"cases.see", "documents.see", "holders.see", "money.see", "audit.see"}
        | {"tax_papers.see", "letters.see", "scorecard.see"},
    ),
    "operator": Duty("電話の応対", "contact", CALLS),
    "skk_operator": Duty("小規模の応対", "contact", CALLS, SKK),
    "tosanboshi_operator": Duty("倒産防止の応対", "contact", CALLS, TOSANBOSHI),
    "call_lead": Duty("応対のまとめ", "contact", CALLS | {"calls.lead"}),
}

PERMISSIONS = frozenset[str]().union(*(duty.allows for duty in DUTIES.values()))

"""職務 — what each duty at a desk allows, and for which scheme; an officer holds exactly one."""

from dataclasses import dataclass

DESKS = {
    "contracts": "契約課",
    "loans": "貸付課",
    "benefits": "給付課",
    "receivables": "債権管理課",
    "treasury": "経理課",
    "audit": "監査室",
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
STAGES = frozenset({"scorecard.see", "stages.decide"})  # how filings come in: the desk of contracts
SEES_PAYMENTS = frozenset({"payments.see"})
CALLS_BACK = SEES_PAYMENTS | {"accounts.call_back"}
RECOVERS = frozenset({"loans.late"})
OPENS_MY_NUMBERS = frozenset({"my_numbers.open"})

# Staff see one scheme unless their duty says both.
DUTIES = {
    "examiner": Duty("審査", "contracts", CASES | STAGES),
    "approver": Duty("決裁", "contracts", CONFIRMS | STAGES),
    "skk_examiner": Duty("小規模の審査", "contracts", CASES | STAGES, SKK),
    "skk_approver": Duty("小規模の決裁", "contracts", CONFIRMS | STAGES, SKK),
    "tosanboshi_examiner": Duty("倒産防止の審査", "contracts", CASES | STAGES, TOSANBOSHI),
    "tosanboshi_approver": Duty("倒産防止の決裁", "contracts", CONFIRMS | STAGES, TOSANBOSHI),
    "loan_examiner": Duty("貸付の審査", "loans", CASES | CALLS_BACK),
    "loan_approver": Duty("貸付の決裁", "loans", CONFIRMS | SEES_PAYMENTS),
    # 個人番号 is for the tax papers of 小規模企業共済 alone; whoever opens one confirms nothing.
    "benefit_examiner": Duty("給付の審査", "benefits", CASES | CALLS_BACK | OPENS_MY_NUMBERS),
    "benefit_approver": Duty("給付の決裁", "benefits", CONFIRMS | SEES_PAYMENTS),
    "receivables_examiner": Duty("債権の管理", "receivables", CASES | RECOVERS),
    "receivables_approver": Duty("債権の決裁", "receivables", CONFIRMS | RECOVERS),
    # spec/service.md §3.2: 経理 sees money and case numbers, never personal documents
    "treasurer": Duty(
        "経理",
        "treasury",
        SEES_PAYMENTS | {"cases.see", "cases.settle", "money.see", "files.approve"},
    ),
    # decides nothing and unmasks nothing
    "auditor": Duty(
        "監査",
        "audit",
        SEES_PAYMENTS
        | {"cases.see", "documents.see", "holders.see", "money.see", "audit.see", "scorecard.see"},
    ),
}

PERMISSIONS = frozenset[str]().union(*(duty.allows for duty in DUTIES.values()))

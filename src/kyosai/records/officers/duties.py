"""職務 — what each duty at a desk allows; an officer holds exactly one."""

from dataclasses import dataclass

DESKS = {"contracts": "契約課", "treasury": "経理課", "audit": "監査室"}


@dataclass(frozen=True)
class Duty:
    """One duty: its name on screen, its desk, and what it allows."""

    name: str
    desk: str
    allows: frozenset[str]


CASES = frozenset(
    {"cases.see", "documents.see", "holders.see", "holders.unmask", "cases.decide", "cases.settle"}
)

DUTIES = {
    "examiner": Duty("審査", "contracts", CASES),
    "approver": Duty("決裁", "contracts", CASES | {"cases.confirm"}),
    # spec/service.md §3.2: 経理 sees money and case numbers, never personal documents
    "treasurer": Duty(
        "経理", "treasury", frozenset({"cases.see", "cases.settle", "money.see", "files.approve"})
    ),
    # decides nothing and unmasks nothing
    "auditor": Duty(
        "監査",
        "audit",
        frozenset({"cases.see", "documents.see", "holders.see", "money.see", "audit.see"}),
    ),
}

PERMISSIONS = frozenset[str]().union(*(duty.allows for duty in DUTIES.values()))

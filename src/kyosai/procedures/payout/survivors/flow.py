"""遺族の請求の流れ — a letter with a code, papers with time, an examiner and another to decide."""

from kyosai.casework.flow import Flow, Step
from kyosai.procedures.payout.flow import DESK

NOTICE, GATHER, EXAMINE, DECIDE = "notice", "gather", "examine", "decide"
CONFIRM = "confirm_refusal"
DEATH_CLAIM = Flow(
    name="skk.death_claim",
    title="小規模企業共済 ご遺族の請求",
    steps=(
        Step(NOTICE, "契約をさがす", desk=DESK, next=(GATHER,)),
        Step(GATHER, "ご遺族の書類を待つ", desk=DESK, next=(EXAMINE,)),
        Step(EXAMINE, "順位と書類の審査", desk=DESK, next=(DECIDE, GATHER, CONFIRM)),
        Step(DECIDE, "支給の決裁", desk=DESK, next=(EXAMINE,), second_pair_of_eyes=True),
        Step(CONFIRM, "断る決裁", desk=DESK, next=(EXAMINE,), second_pair_of_eyes=True),
    ),
)

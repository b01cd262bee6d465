"""給付の流れ — a rule decides what it can see; papers are examined; two refuse.

A cancellation waits a day at its first step, so that it can be taken back; under a hold a person
looks at it afterwards.
"""

from kyosai.casework.flow import Flow, Step

SCHEMES = {"skk": "小規模企業共済", "tosanboshi": "倒産防止共済"}
SCREEN, WAIT, EXAMINE, CONFIRM = "screen", "wait", "examine", "confirm_refusal"
PROPOSE, DECIDE = "propose", "decide"
DESK = "benefits"


def _claim(scheme: str) -> Flow:
    return Flow(
        name=f"{scheme}.benefit_claim",
        title=f"{SCHEMES[scheme]} 共済金などの請求",
        steps=(
            Step(SCREEN, "自動判定", desk="rules", next=(EXAMINE,)),
            Step(EXAMINE, "審査", desk=DESK, next=(CONFIRM,)),
            Step(CONFIRM, "断る決裁", desk=DESK, next=(EXAMINE,), second_pair_of_eyes=True),
        ),
    )


def _cancellation(scheme: str) -> Flow:
    return Flow(
        name=f"{scheme}.cancellation",
        title=f"{SCHEMES[scheme]} 任意解約",
        steps=(
            Step(SCREEN, "自動判定", desk="rules", next=(WAIT,)),
            Step(WAIT, "取下げのできる期間", desk="rules", next=(EXAMINE,)),
            Step(EXAMINE, "審査", desk=DESK, next=(CONFIRM,)),
            Step(CONFIRM, "断る決裁", desk=DESK, next=(EXAMINE,), second_pair_of_eyes=True),
        ),
    )


def _by_smrj(scheme: str) -> Flow:
    return Flow(
        name=f"{scheme}.cancellation_by_smrj",
        title=f"{SCHEMES[scheme]} 機構解約",
        steps=(
            Step(PROPOSE, "起案", desk=DESK, next=(DECIDE,)),
            Step(DECIDE, "決裁", desk=DESK, second_pair_of_eyes=True),
        ),
    )


BENEFIT_CLAIMS = {flow.name: flow for flow in map(_claim, SCHEMES)}
CANCELLATIONS = {flow.name: flow for flow in map(_cancellation, SCHEMES)}
BY_SMRJ = {flow.name: flow for flow in map(_by_smrj, SCHEMES)}
EXAMINED = BENEFIT_CLAIMS | CANCELLATIONS  # what a person may look at, and two may refuse
CLAIMS = BENEFIT_CLAIMS | CANCELLATIONS | BY_SMRJ

"""加入申込み — the steps from application to contract, most of which no person touches."""

from dataclasses import replace

from kyosai.casework.flow import Flow, Step

ENROLMENT = Flow(
    name="skk.enrolment",
    title="小規模企業共済 加入申込み",
    steps=(
        Step("screen", "自動判定", desk="rules", next=("examine",)),
        Step("examine", "審査", desk="contracts", next=("confirm_refusal",)),
        Step(
            "confirm_refusal",
            "拒絶の決裁",
            desk="contracts",
            next=("examine",),
            second_pair_of_eyes=True,
        ),
    ),
)
TOSANBOSHI_ENROLMENT = replace(
    ENROLMENT, name="tosanboshi.enrolment", title="倒産防止共済 加入申込み"
)
BY_SCHEME = {"skk": ENROLMENT, "tosanboshi": TOSANBOSHI_ENROLMENT}
ENROLMENTS = {flow.name: flow for flow in BY_SCHEME.values()}


def of(scheme: str) -> Flow:
    """Return the flow by which one joins a scheme."""
    return BY_SCHEME[scheme]

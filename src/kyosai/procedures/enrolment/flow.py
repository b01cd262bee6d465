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
PAPER_MANDATE = Flow(
    name="tosanboshi.paper_mandate",
    title="倒産防止共済 口座振替申込書の確認",
    steps=(
        Step("read", "口座の読み取り", desk="contracts", next=("confirm_account",)),
        Step(
            "confirm_account",
            "口座の照合",
            desk="contracts",
            next=("read",),
            second_pair_of_eyes=True,
        ),
    ),
)
SKK_PAPER_MANDATE = replace(
    PAPER_MANDATE, name="skk.paper_mandate", title="小規模企業共済 口座振替申込書の確認"
)
PAPER_MANDATES = {flow.name: flow for flow in (PAPER_MANDATE, SKK_PAPER_MANDATE)}
BY_SCHEME = {"skk": ENROLMENT, "tosanboshi": TOSANBOSHI_ENROLMENT}
ENROLMENTS = {flow.name: flow for flow in BY_SCHEME.values()}


def of(scheme: str) -> Flow:
    """Return the flow by which one joins a scheme."""
    return BY_SCHEME[scheme]

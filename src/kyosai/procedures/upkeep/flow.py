"""受け方の流れ — how filings of a procedure come in is proposed by one officer, decided by two."""

from kyosai.casework.flow import Flow, Step

STAGE = Flow(
    name="filing.stage",
    title="手続きの受け方の切り替え",
    steps=(
        Step("propose", "起案", desk="contracts", next=("confirm_stage",)),
        Step("confirm_stage", "決裁", desk="contracts", second_pair_of_eyes=True),
    ),
)

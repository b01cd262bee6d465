"""手紙の確認の流れ — a printed count that differs, and a person whom nothing reaches."""

from kyosai.casework.flow import Flow, Step

PRINT_QUERY = Flow(
    name="letters.query",
    title="印刷と発送の確認",
    steps=(Step("look", "確認", desk="letters"),),
)
CONTACT_REPAIR = Flow(
    name="letters.contact",
    title="連絡先の確認",
    steps=(Step("look", "確認", desk="letters"),),
)

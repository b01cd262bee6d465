"""紙の申込書 — the steps from a scanned page to a filing; who reads it is not who decides on it."""

from kyosai.casework.flow import Flow, Step

CLASSIFY, READ, RECONCILE, ASK = "classify", "read", "reconcile", "ask"
CONFIRM, AGAIN = "confirm", "confirm_again"
FORM = Flow(
    name="skk.paper_form",
    title="小規模企業共済 紙の申込書",
    steps=(
        Step(CLASSIFY, "様式の分類", desk="mail_room", next=(READ,)),
        Step(READ, "入力と照合", desk="readers", next=(RECONCILE, CONFIRM)),
        Step(RECONCILE, "不一致の裁定", desk="keying", next=(CONFIRM, ASK)),
        Step(ASK, "本人への問い合わせ", desk="keying", next=(CONFIRM,)),
        Step(CONFIRM, "署名と本人の確認", desk="contracts", next=(AGAIN, ASK)),
        Step(
            AGAIN,
            "署名と本人の確認（二人目）",
            desk="contracts",
            next=(CONFIRM,),
            second_pair_of_eyes=True,
        ),
    ),
)

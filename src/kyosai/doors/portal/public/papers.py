"""あなたの書類 — what this person needs, where to get it, what it costs, and the data instead."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Paper:
    """One thing to have at hand."""

    name: str
    where: str
    cost: str
    instead: str = ""


CARD = Paper(
    "マイナンバーカードと、4けたの暗証番号",
    "スマートフォンに「デジタル認証アプリ」を入れておきます。",
    "無料",
    "氏名・住所・生年月日は、カードから読み取ります。入力はいりません。",
)
ACCOUNT = Paper(
    "ご本人名義の預金口座",
    "キャッシュカードか、通帳か、インターネットバンキングを手元に置きます。",
    "無料",
    "銀行の画面で登録します。届出印はいりません。",
)
TAX_RETURN = Paper(
    "確定申告書の控え（最初のページ）",
    "ご自分の控えを使います。事業を始めたばかりの方は、開業届の控えを使います。",
    "無料",
    "e-Taxの「受信通知」のファイルがあれば、写真はいりません。その場で加入できます。",
)
REGISTER = Paper(
    "会社の法人番号（13けた）",
    "国税庁の「法人番号公表サイト」で調べられます。",
    "無料",
    "登記と役員の確認は、データで行います。登記事項証明書は、確認できないときだけ使います。",
)
CO_MANAGER = (
    Paper("事業主の確定申告書の控え", "事業主の方から借ります。", "無料"),
    Paper("共同経営の契約書", "事業主の方と交わしたものを使います。", "無料"),
    Paper("報酬を受け取っていることがわかる書類", "青色申告決算書のページで足ります。", "無料"),
)


def for_capacity(capacity: str) -> tuple[Paper, ...]:
    """Return the list for this capacity, and for nobody else."""
    own: dict[str, tuple[Paper, ...]] = {
        "sole_proprietor": (TAX_RETURN,),
        "company_officer": (REGISTER,),
        "co_manager": CO_MANAGER,
    }
    return (CARD, *own.get(capacity, ()), ACCOUNT)

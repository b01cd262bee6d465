"""給付のお知らせの文 — how much, what was taken off and why, and when it comes."""

from collections.abc import Iterator
from datetime import datetime

from kyosai.basis import era, tokyo
from kyosai.basis.money import Yen
from kyosai.exchange.messages.claims import Claim
from kyosai.procedures.payout.figures.figures import Figures
from kyosai.records.notices.writes import Mail

SENTENCE = (
    "お受け取りの手続きについて、お知らせがあります。\n"
    "くわしい内容は、サイトの「お知らせ」で見られます。\n\n{url}\n\n"
    "このメールには返信できません。"
)
COMPLAIN = "決定に不服があるときは、「問い合わせる」から申し出てください。"
UNKNOWN = "身に覚えがないときは、すぐに「問い合わせる」から知らせてください。"


def moment(at: datetime) -> str:
    """Return a moment as people read it."""
    there = tokyo.in_tokyo(at)
    return f"{era.on_screen(there.date())}{there:%H:%M}"


def until(at: datetime) -> str:
    """Return how long a cancellation can be taken back."""
    return f"{moment(at)}まで、取り下げられます。"


def awarded(message: Claim, worth: Figures, *, number: str, due_at: datetime) -> tuple[str, str]:
    """Return title and body: the decision, its parts, and when the money comes."""
    if not worth.gross:
        return nothing(message, worth, number=number)
    lines = [
        f"{worth.due_words} {worth.net}をお支払いします。" if worth.net else "差引きで0円です。",
        "今、手続きは必要ありません。",
        *([f"{moment(due_at)}までに、口座に振り込みます。"] if worth.net else []),
        "",
        *parts(worth),
        "",
        f"理由：{worth.cause_words}（{worth.provision}）",
        f"決定番号：{number}",
        f"受付番号：{message.receipt}",
        "計算の理由は、「わたしの手続き」の「決まったお支払いを見る」で見られます。",
        UNKNOWN,
    ]
    return f"{worth.due_words}のお支払いが決まりました", "\n".join(lines)


def parts(worth: Figures) -> Iterator[str]:
    """Return a line for the gross, for each thing taken off, and for what is left."""
    yield f"決定額：{worth.gross}（掛金を納めた月数 {worth.months_paid}か月）"
    if worth.offset:
        yield f"貸付金などの返済に：{worth.offset}"
    if worth.income == "retirement":
        yield f"所得税など：{worth.withheld.national}"
        yield f"住民税：{worth.withheld.municipal + worth.withheld.prefectural}"
    if worth.divided:
        yield f"分割で受け取る分：{worth.divided}（{worth.years}年）"
    yield f"振り込む額：{worth.net}"
    if worth.left:
        yield f"まだ返していただく額：{worth.left}"


def nothing(message: Claim, worth: Figures, *, number: str) -> tuple[str, str]:
    """Return title and body: the contract has ended and nothing is paid."""
    lines = [
        "契約が終わりました。お支払いするお金はありません。",
        f"理由：{worth.why_nothing}。",
        "",
        f"決定番号：{number}",
        f"受付番号：{message.receipt}",
        COMPLAIN,
    ]
    return "契約が終わりました", "\n".join(lines)


def can_withdraw(message: Claim, worth: Figures, until: datetime) -> tuple[str, str]:
    """Return title and body: the cancellation waits, and until when it can be taken back."""
    lines = [
        "解約の手続きを受け付けました。",
        f"{moment(until)}まで、取り下げられます。",
        "取り下げないときは、何もしなくてかまいません。",
        "",
        *parts(worth),
        "",
        f"受付番号：{message.receipt}",
        UNKNOWN,
    ]
    return "解約の手続きを受け付けました", "\n".join(lines)


def withdrawn(message: Claim) -> tuple[str, str]:
    """Return title and body: nothing has changed."""
    lines = [
        "解約を取り下げました。契約は続きます。",
        "今、手続きは必要ありません。",
        "",
        f"取り下げた受付番号：{message.receipt}",
    ]
    return "解約を取り下げました", "\n".join(lines)


def not_withdrawn(receipt: str, *, reason: str) -> tuple[str, str]:
    """Return title and body: it could not be taken back, and why."""
    lines = [
        "解約を取り下げられませんでした。",
        "",
        f"理由：{reason}",
        "",
        f"解約の受付番号：{receipt}",
    ]
    return "解約を取り下げられませんでした", "\n".join(lines)


def examined(message: Claim, *, due_at: datetime) -> tuple[str, str]:
    """Return title and body: a person looks at the papers first."""
    lines = [
        "担当者が、送っていただいた書類を確かめています。",
        "今、手続きは必要ありません。",
        f"書類がそろっていれば、{moment(due_at)}までに振り込みます。",
        "",
        f"受付番号：{message.receipt}",
    ]
    return f"{message.title}を確認しています", "\n".join(lines)


def given_back(message: Claim, *, reason: str) -> tuple[str, str]:
    """Return title and body: what the papers lack; the contract goes on meanwhile."""
    lines = [
        f"{message.title}を進められませんでした。",
        "契約は、このまま続きます。もう一度請求できます。",
        "",
        f"理由：{reason}",
        "",
        f"受付番号：{message.receipt}",
    ]
    return f"{message.title}を進められませんでした", "\n".join(lines)


def held(message: Claim, *, receipt: str) -> tuple[str, str]:
    """Return title and body: what was awarded waits, because papers of others came in."""
    lines = [
        "振込みの前に、担当者が確かめます。",
        "今、手続きは必要ありません。",
        "この契約について、裁判所などから書類が届いています。",
        "だれにいくら払うかが決まったら、お知らせします。",
        "",
        f"受付番号：{receipt}",
    ]
    return f"{message.title}の振込みを確認しています", "\n".join(lines)


def refused_by_officers(message: Claim, *, ground: str, reason: str) -> tuple[str, str]:
    """Return title and body: two officers refused, on which ground, and how to complain."""
    lines = [
        f"{message.title}をお受けできませんでした。",
        "契約は、このまま続きます。",
        "",
        f"理由：{reason}",
        f"根拠：{ground}",
        "",
        COMPLAIN,
        f"受付番号：{message.receipt}",
    ]
    return f"{message.title}をお受けできませんでした", "\n".join(lines)


def refused(message: Claim, *, reason: str) -> tuple[str, str]:
    """Return title and body: why nothing happens, and what to do instead."""
    lines = [
        f"{message.title}はできませんでした。",
        "契約は、このまま続きます。",
        "",
        f"理由：{reason}",
        "",
        f"受付番号：{message.receipt}",
    ]
    return f"{message.title}はできませんでした", "\n".join(lines)


def added(worth: Figures, *, number: str, due_at: datetime) -> tuple[str, str]:
    """Return title and body: a month paid later, and what it brings."""
    lines = [
        "決定のあとに納められた掛金がありました。",
        f"その分の{worth.net}を、{moment(due_at)}までに振り込みます。",
        "今、手続きは必要ありません。",
        "",
        *parts(worth),
        "",
        f"決定番号：{number}",
    ]
    return "お支払いする額が増えました", "\n".join(lines)


def ended_by_smrj(worth: Figures, *, number: str, due_at: datetime) -> tuple[str, str]:
    """Return title and body: the contract was ended for unpaid premiums, and what is paid."""
    lines = [
        "12か月以上の掛金が納められていないため、契約を終わらせました。",
        f"{moment(due_at)}までに、{worth.net}を振り込みます。"
        if worth.net
        else "お支払いは0円です。",
        "今、手続きは必要ありません。",
        "",
        *parts(worth),
        "",
        f"根拠：{worth.provision}",
        f"決定番号：{number}",
        COMPLAIN,
    ]
    return "契約が終わりました（機構解約）", "\n".join(lines)


def refunded(amount: Yen, *, due_at: datetime) -> tuple[str, str]:
    """Return title and body: premiums that were not owed come back."""
    lines = [
        f"納めていただいた掛金のうち、{amount}をお返しします。",
        "今、手続きは必要ありません。",
        f"{moment(due_at)}までに、引き落としの口座に振り込みます。",
        "",
        "契約が終わったあとの月の掛金か、まちがって入金された分です。",
    ]
    return "掛金をお返しします", "\n".join(lines)


def mail(title: str, *, url: str) -> Mail:
    """Return a mail that says there is news, and where to read it."""
    return Mail(title, SENTENCE.format(url=url))


def pension_slip(year: int, *, paid: Yen, kept: Yen) -> tuple[str, str]:
    """Return title and body: what was paid in instalments in a year, and the tax kept back."""
    lines = [
        f"{year}年に払った分割共済金の、源泉徴収票です。",
        "確定申告をする方は、この額を書いてください。",
        "",
        f"支払った額：{paid}",
        f"源泉徴収した所得税と復興特別所得税：{kept}",
        "所得の種類：公的年金等の雑所得",
    ]
    return f"{year}年分の源泉徴収票ができました", "\n".join(lines)


def rest_examined(net: Yen, *, due_at: datetime) -> tuple[str, str]:
    """Return title and body: an officer looks at the papers; the sum as it stands today."""
    lines = [
        "分割の残りをまとめて受け取る請求を受け付けました。",
        "担当者が書類を確かめます。今、手続きは必要ありません。",
        f"{moment(due_at)}までに、お支払いするか、結果をお知らせします。",
        "",
        f"今日の計算：{net}",
    ]
    return "分割の残りの請求を受け付けました", "\n".join(lines)


def rest_awarded(net: Yen, *, due_at: datetime) -> tuple[str, str]:
    """Return title and body: the rest is paid at once, and no instalment follows."""
    lines = [
        f"分割の残り {net}を、まとめてお支払いします。",
        f"{moment(due_at)}までに、口座に振り込みます。",
        "このあと、分割の支払いはありません。",
        "税金の扱いは、税務署に確かめてください。",
    ]
    return "分割の残りをお支払いします", "\n".join(lines)


def rest_refused(*, reason: str) -> tuple[str, str]:
    """Return title and body: the instalments go on."""
    lines = [
        "分割の残りを、まとめてはお支払いできませんでした。",
        "分割の支払いは、このまま続きます。",
        "",
        f"理由：{reason}",
    ]
    return "分割の残りはまとめて受け取れません", "\n".join(lines)

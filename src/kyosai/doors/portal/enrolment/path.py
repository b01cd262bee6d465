"""道順 — which questions this person is asked, in which order, and what is still open."""

from kyosai.doors.portal.enrolment.about_business import (
    Company,
    Employees,
    InCapacity,
    MainTrade,
    Office,
    OpenedOn,
    Owner,
    TradeName,
    capacity,
)
from kyosai.doors.portal.enrolment.about_money import MonthlyPremium, OfficerEvidence, OwnEvidence
from kyosai.doors.portal.enrolment.about_you import (
    Antisocial,
    Contact,
    NoCancellation,
    NotEmployee,
    NotInChutaikyo,
    OnePosition,
    Reading,
)
from kyosai.doors.portal.enrolment.asked import Answers, Question
from kyosai.doors.portal.enrolment.way import Elsewhere

SECTIONS = (
    ("you", "あなたのこと"),
    ("business", "事業のこと"),
    ("evidence", "確かめる書類"),
    ("money", "掛金と口座"),
    ("words", "お約束と連絡先"),
    ("check", "確認"),
)


def _is_officer(answers: Answers) -> bool:
    return capacity(answers) == "company_officer"


def _is_co_manager(answers: Answers) -> bool:
    return capacity(answers) == "co_manager"


def _is_own_business(answers: Answers) -> bool:
    return capacity(answers) == "sole_proprietor"


def _is_not_officer(answers: Answers) -> bool:
    return not _is_officer(answers)


def evidence_kind(answers: Answers) -> str:
    """Return which evidence was chosen; a co-manager always shows papers."""
    if _is_co_manager(answers):
        return "pictures"
    key = "officer_evidence" if _is_officer(answers) else "own_evidence"
    return str(answers.get(key, {}).get("kind", ""))


def _with_receipt(answers: Answers) -> bool:
    return evidence_kind(answers) == "etax_receipt"


def _with_pictures(answers: Answers) -> bool:
    return evidence_kind(answers) == "pictures"


QUESTIONS = (
    Question(
        "kana", "you", "お名前とご住所を確かめてください", Reading,
        template="portal/enrolment/identity.html",
    ),
    Question("capacity", "business", "どの立場で加入しますか？", InCapacity),
    Question("owner", "business", "事業主の方を教えてください", Owner, _is_co_manager),
    Question(
        "company", "business", "会社を教えてください", Company, _is_officer,
        lead="法人番号があれば、登記の書類はいりません。",
    ),
    Question("trade", "business", "主な事業は何ですか？", MainTrade),
    Question("employees", "business", "いつも働いている従業員は何人ですか？", Employees),
    Question("trade_name", "business", "屋号を教えてください", TradeName, _is_not_officer),
    Question("opened_on", "business", "事業を始めた日はいつですか？", OpenedOn, _is_not_officer),
    Question("office", "business", "事業所はどこにありますか？", Office),
    Question(
        "own_evidence", "evidence", "事業をしていることを、何で確かめますか？", OwnEvidence,
        _is_own_business,
    ),
    Question(
        "officer_evidence", "evidence", "役員であることを、何で確かめますか？", OfficerEvidence,
        _is_officer,
    ),
    Question("receipt_file", "evidence", "受信通知のファイル", Elsewhere, _with_receipt,
             template="portal/enrolment/receipt_file.html"),
    Question("pictures", "evidence", "写真かPDF", Elsewhere, _with_pictures),
    Question(
        "premium", "money", "毎月の掛金はいくらにしますか？", MonthlyPremium,
        template="portal/enrolment/premium.html",
    ),
    Question("account", "money", "引き落としの口座", Elsewhere),
    Question("not_employee", "words", "会社員か、家族の事業を手伝う専従者ですか？", NotEmployee),
    Question("one_position", "words", "加入する立場は、この申し込みの1つだけですか？", OnePosition),
    Question("not_in_chutaikyo", "words", "中退共の対象になっていますか？", NotInChutaikyo),
    Question("no_cancellation", "words", "1年以内に解約されたことがありますか？", NoCancellation),
    Question("antisocial", "words", "反社会的勢力と関係がないことを約束しますか？", Antisocial),
    Question(
        "contact", "words", "連絡先を教えてください", Contact,
        lead="手続きが進むたびに、短いメールでお知らせします。",
    ),
)  # fmt: skip
DECLARATIONS = (
    "not_employee", "one_position", "not_in_chutaikyo", "no_cancellation", "antisocial",
)  # fmt: skip

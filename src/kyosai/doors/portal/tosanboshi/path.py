"""倒産防止共済の道順 — which questions an enterprise is asked, in which order."""

from kyosai.doors.portal.enrolment.about_you import Contact
from kyosai.doors.portal.enrolment.asked import Answers, Question
from kyosai.doors.portal.enrolment.way import TOLD, Elsewhere
from kyosai.doors.portal.tosanboshi import promises, questions
from kyosai.wires.corporate_numbers import codes

SECTIONS = (
    ("you", "申し込む方"),
    ("business", "事業のこと"),
    ("evidence", "確かめる書類"),
    ("money", "掛金と口座"),
    ("words", "お約束と連絡先"),
    ("check", "確認"),
)
REGISTERED = "registered"
FOLDER = "portal/tosanboshi/join"
TAX_PAPERS = ("税務署の納税証明書（その1）",)
RETURN_PAPERS = ("確定申告書の控えと、決算書か収支内訳書",)
BODY_PAPERS = ("登記事項証明書（3か月以内のもの）",)
WITH_CAPITAL = ("company", "professional_corporation")
WITH_JOINT_BUSINESS = ("business_cooperative", "commerce_cooperative")


def form(answers: Answers) -> str:
    """Return the legal form: GビズID tells a person, the register a company; the rest is asked."""
    if is_sole(answers):
        return "sole_proprietor"
    if _is_known_company(answers):
        return "company"
    return str(answers.get("legal_form", {}).get("form", ""))


def is_sole(answers: Answers) -> bool:
    """Tell whether a sole proprietor is here."""
    return bool(answers.get(TOLD, {}).get("form") == "sole_proprietor")


def registered(answers: Answers) -> Answers:
    """Return what the register said of the company, when it was asked and answered."""
    found: Answers = answers.get(REGISTERED, {})
    return found if found.get("state") == "open" else {}


def evidence_kind(answers: Answers) -> str:
    """Return how the business is shown; a company by the register, other bodies by papers."""
    if is_sole(answers):
        return str(answers.get("own_evidence", {}).get("kind", ""))
    return "corporate_register" if form(answers) == "company" else "pictures"


def _is_corporation(answers: Answers) -> bool:
    return not is_sole(answers)


def _is_known_company(answers: Answers) -> bool:
    return codes.is_company(registered(answers).get("kind", ""))


def _is_asked_form(answers: Answers) -> bool:
    return _is_corporation(answers) and not _is_known_company(answers)


def _is_asked_office(answers: Answers) -> bool:
    return not registered(answers)


def _has_capital(answers: Answers) -> bool:
    return form(answers) in WITH_CAPITAL


def _is_asked_joint_business(answers: Answers) -> bool:
    return form(answers) in WITH_JOINT_BUSINESS


def _with_receipt(answers: Answers) -> bool:
    return evidence_kind(answers) == "etax_receipt"


def _with_tax_certificate(answers: Answers) -> bool:
    return bool(answers.get("tax_evidence", {}).get("kind") == "etax_certificate")


def _with_pictures(answers: Answers) -> bool:
    return bool(papers(answers))


def papers(answers: Answers) -> tuple[str, ...]:
    """Return the papers to be photographed; none when data alone shows everything."""
    of_taxes = () if _with_tax_certificate(answers) else TAX_PAPERS
    if evidence_kind(answers) != "pictures":
        return of_taxes
    return (*of_taxes, *(RETURN_PAPERS if is_sole(answers) else BODY_PAPERS))


def needs_a_person(answers: Answers) -> bool:
    """Tell whether somebody has to look before it can be accepted, as far as one knows here."""
    is_sure = is_sole(answers) or bool(registered(answers).get("is_sure"))
    return _with_pictures(answers) or not is_sure


QUESTIONS = (
    Question(REGISTERED, "you", "会社の登記を確かめてください", Elsewhere, _is_corporation),
    Question(
        "kana", "you", "申し込む方を確かめてください", questions.HolderReading,
        template=f"{FOLDER}/identity.html",
    ),
    Question("legal_form", "business", "法人の種類は何ですか？", questions.LegalForm,
             _is_asked_form),
    Question("joint_business", "business", "共同事業をしていますか？", questions.JointBusiness,
             _is_asked_joint_business),
    Question("trade", "business", "主な事業は何ですか？", questions.MainTrade),
    Question("employees", "business", "いつも働いている従業員は何人ですか？", questions.Employees,
             template=f"{FOLDER}/size.html"),
    Question("capital", "business", "資本金か出資の額はいくらですか？", questions.Capital,
             _has_capital, template=f"{FOLDER}/size.html"),
    Question("opened_on", "business", "事業を始めた日はいつですか？", questions.OpenedOn),
    Question("office", "business", "事業所はどこにありますか？", questions.Office,
             _is_asked_office),
    Question("own_evidence", "evidence", "申告を、何で確かめますか？", promises.OwnEvidence,
             is_sole),
    Question("receipt_file", "evidence", "受信通知のファイル", Elsewhere, _with_receipt,
             template="portal/enrolment/receipt_file.html"),
    Question("taxes_paid", "evidence", "税金を納めましたか？", promises.TaxesPaid),
    Question("tax_evidence", "evidence", "納税を、何で確かめますか？", promises.TaxEvidence),
    Question("tax_certificate", "evidence", "電子納税証明書のファイル", Elsewhere,
             _with_tax_certificate, template=f"{FOLDER}/tax_certificate.html"),
    Question("pictures", "evidence", "書類の写真かPDF", Elsewhere, _with_pictures),
    Question("premium", "money", "毎月の掛金はいくらにしますか？", promises.MonthlyPremium,
             template=f"{FOLDER}/premium.html"),
    Question("account", "money", "引き落としの口座", Elsewhere, is_sole),
    Question("paper_mandate", "money", "口座振替申込書", Elsewhere, _is_corporation),
    Question("business_income", "words", "事業所得を確定申告していますか？",
             promises.BusinessIncome, is_sole),
    Question("not_in_arrears", "words", "期限をすぎた返済がありますか？", promises.NotInArrears),
    Question("no_cancellation", "words", "1年以内に解除されたことがありますか？",
             promises.NoCancellation),
    Question("antisocial", "words", "反社会的勢力と関係がないことを約束しますか？",
             promises.Antisocial),
    Question("conditions", "words", "重要事項を確かめましたか？", promises.Conditions,
             template=f"{FOLDER}/conditions.html"),
    Question("contact", "words", "連絡先を教えてください", Contact,
             lead="手続きが進むたびに、短いメールでお知らせします。"),
)  # fmt: skip
DECLARATIONS = (
    "taxes_paid", "business_income", "not_in_arrears", "no_cancellation", "antisocial",
    "conditions",
)  # fmt: skip

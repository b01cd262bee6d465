"""倒産防止共済の道 — the way of an enterprise that signs in with GビズID."""

from typing import Any

from kyosai.basis.money import Yen
from kyosai.doors import today
from kyosai.doors.portal.enrolment.asked import Answers, Asked, Question
from kyosai.doors.portal.enrolment.way import TOLD, Way
from kyosai.doors.portal.entrance.identities import Company
from kyosai.doors.portal.inputs.fields import told
from kyosai.doors.portal.persons import Provider
from kyosai.doors.portal.tosanboshi import application, authority, path, questions
from kyosai.schemes.clocks import channels
from kyosai.schemes.planned_debits import DebitPlan
from kyosai.schemes.tosanboshi import premium, trades
from kyosai.schemes.tosanboshi.collection.debit_plan import debit_plan

ANY_BANK = ""
FIRST = 50_000
CONSENT = "上の内容にまちがいはありません。「重要事項」に同意して、倒産防止共済に申し込みます。"
WHY_PAPERS = "税金や事業のことを、担当者が書類で確かめるためです。"
WHY_MANDATE = "口座と届出印を、銀行に確かめてもらうためです。"
PAPER_MANDATE = (
    "機構の「口座振替申込書」に、口座と名義を書いて、銀行の届出印を押したもの",
    "印影と口座番号が、はっきり写るように撮ってください。",
)


def _who(identity: Answers, answers: Answers) -> list[tuple[str, str]]:
    """Return whom GビズID named, a company as it is registered, without what is not there."""
    identity = identity | _as_registered(answers)
    is_sole = identity.get("form") == "sole_proprietor"
    rows = (
        ("名前か屋号" if is_sole else "会社", identity.get("name", "")),
        ("法人番号", identity.get("corporate_number", "")),
        ("所在地", identity.get("address", "")),
        ("事業主" if is_sole else "代表者", identity.get("representative", "")),
    )
    return [row for row in rows if row[1]]


def _given(found: Question, answers: Answers, identity: Answers) -> Answers:
    """Offer what GビズID and the register told, so that it is not asked again."""
    reading = identity.get("representative_kana", "") if path.is_sole(answers) else ""
    offers: Answers = {
        "kana": {"kana": reading or path.registered(answers).get("furigana", "")},
        "office": {"office_address": identity.get("address", "")},
        "premium": {"monthly_premium": FIRST},
        "contact": {"email": identity.get("email", "")},
    }
    return dict(offers.get(found.key, {}))


def _as_registered(answers: Answers) -> Answers:
    """Return name and address as registered, to stand in place of what GビズID told."""
    found = path.registered(answers)
    return {name: found[name] for name in ("name", "address") if found.get(name)}


def _shown(found: Question, form: Asked, answers: Answers) -> dict[str, Any]:
    """Return what a page shows beside its question: the limits, the premium's effect, papers."""
    match found.key:
        case "kana":
            if path.is_sole(answers):
                form.fields["kana"].help_text = questions.OWN_READING
            is_registered = bool(path.registered(answers))
            return {"who": _who(answers[TOLD], answers), "is_registered": is_registered}
        case "employees" | "capital":
            return {"limit": _limit(answers), "is_sole": path.is_sole(answers)}
        case "premium":
            return _figures(form, answers)
        case "pictures":
            told(form.fields["picture"], why=WHY_PAPERS)
            return {"wanted": path.papers(answers)}
        case "paper_mandate":
            told(form.fields["picture"], why=WHY_MANDATE)
            words = "口座振替申込書の写真かPDFを送ってください"
            return {"wanted": PAPER_MANDATE, "headline_words": words}
    return {}


def _limit(answers: Answers) -> dict[str, Any] | None:
    trade = answers.get("trade", {}).get("trade")
    if trade is None:
        return None
    kind = trades.Trade.of(trade)
    return {"trade": kind.value, **trades.limit_of(kind, on=today.today())}


def _figures(form: Asked, answers: Answers) -> dict[str, Any]:
    """Return what a premium comes to: the debits, the year's expense, the way to the ceiling."""
    if form.is_bound:
        yen = form.cleaned_data.get("monthly_premium") if form.is_valid() else None
    else:
        yen = form.initial.get("monthly_premium")
    if yen is None:
        return {}
    on = today.today()
    months, last = premium.payments_to_ceiling(Yen(yen), net_premium_total=Yen(0), on=on)
    return {
        "premium": Yen(yen),
        "plan": plan_of(yen, answers),
        "is_sole": path.is_sole(answers),
        "ceiling": premium.ceiling(on=on),
        "months_to_ceiling": months,
        "last": last,
        "year": Yen(yen) * 12,
    }


def plan_of(yen: int, answers: Answers) -> DebitPlan:
    """Return this year's debits if the application were sent now."""
    now = today.now()
    bank_code = answers.get("account", {}).get("bank_code", ANY_BANK)
    return debit_plan(
        applied_at=now,
        channel=channels.channel_for(bank_code, scheme="tosanboshi", on=now.date()),
        monthly_premium=Yen(yen),
        is_on_paper=not path.is_sole(answers),
    )


def _plan(answers: Answers) -> DebitPlan:
    return plan_of(answers["premium"]["monthly_premium"], answers)


def _need(identity: Answers) -> authority.Need | None:
    return authority.need(Company(**identity), act="enrolment") if identity else authority.PRIME


ENTERPRISE = Way(
    procedure="tosanboshi_enrolment",
    provider=Provider.GBIZID,
    prefix="tosanboshi_",
    title="倒産防止共済の加入の申し込み",
    sections=path.SECTIONS,
    questions=path.QUESTIONS,
    who=_who,
    given=_given,
    shown=_shown,
    written=application.written,
    expected=application.expected_findings,
    needs_a_person=path.needs_a_person,
    plan=_plan,
    need=_need,
    consent=CONSENT,
    folder=path.FOLDER,
)

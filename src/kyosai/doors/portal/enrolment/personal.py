"""小規模企業共済の道 — the way of a person who signs in by card."""

from typing import Any

from kyosai.basis.money import Yen
from kyosai.doors.look.templatetags.look import day_in_era
from kyosai.doors.portal.enrolment import application, path
from kyosai.doors.portal.enrolment.asked import Answers, Asked, Question
from kyosai.doors.portal.enrolment.way import Way
from kyosai.doors.portal.persons import Provider
from kyosai.doors.portal.public.estimate import figures, plan_for
from kyosai.schemes.planned_debits import DebitPlan

FIRST = 30_000
CONSENT = "上の内容にまちがいはありません。「契約の主な決まり」に同意して申し込みます。"


def _who(identity: Answers, answers: Answers) -> list[tuple[str, str]]:
    """Return whom the card named."""
    return [
        ("お名前", identity.get("name", "")),
        ("ご住所", identity.get("address", "")),
        ("生年月日", day_in_era(identity.get("birthdate"))),
    ]


def _given(found: Question, answers: Answers, identity: Answers) -> Answers:
    """Offer the card's address for the office, and a premium to begin with."""
    offers: Answers = {
        "office": {"office_address": identity.get("address", "")},
        "premium": {"monthly_premium": FIRST},
    }
    return dict(offers.get(found.key, {}))


def _shown(found: Question, form: Asked, answers: Answers) -> dict[str, Any]:
    """Show what a premium comes to beside its question."""
    if found.key != "premium":
        return {}
    if form.is_bound:
        yen = form.cleaned_data.get("monthly_premium") if form.is_valid() else None
    else:
        yen = form.initial.get("monthly_premium")
    return {} if yen is None else figures(Yen(yen).amount)


def _plan(answers: Answers) -> DebitPlan:
    return plan_for(
        answers["premium"]["monthly_premium"], bank_code=answers["account"]["bank_code"]
    )


PERSONAL = Way(
    procedure="enrolment",
    provider=Provider.DAA,
    prefix="",
    title="加入の申し込み",
    sections=path.SECTIONS,
    questions=path.QUESTIONS,
    who=_who,
    given=_given,
    shown=_shown,
    written=application.written,
    expected=application.expected_findings,
    needs_a_person=application.may_need_a_person,
    plan=_plan,
    need=lambda identity: None,
    consent=CONSENT,
    folder="portal/enrolment",
)

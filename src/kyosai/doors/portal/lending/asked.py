"""借りる額と期間（SK15・SK16） — what a plain loan asks: an amount, and a term by the rules."""

import re
from typing import Any

from django import forms

from kyosai.basis.money import Yen
from kyosai.basis.refusal import Refused
from kyosai.doors import today
from kyosai.doors.portal.enrolment.asked import Answers, Asked
from kyosai.doors.portal.inputs.fields import Choice, Number, told
from kyosai.schemes.skk.loan import kinds
from kyosai.schemes.skk.loan.kinds import LoanKind

TERMS = (6, 12, 24, 36, 60)
LOAN_NUMBER = re.compile(r"L-[0-9]{8}-[0-9]{2}")


def amount_field(words: str) -> Any:
    """Return the field for an amount; ``words`` say between which sums."""
    field = Number(
        "借りる額",
        ask=f"借りる額を、{words}で入力してください。",
        lowest=1,
        highest=99_999_999,
        help_text=f"{words}で選べます。",
    )
    return told(field, unit="円", short="借りる額", width="chars-8", inputmode="numeric")


class Plain(Asked):
    """一般貸付け: the amount, the term, and the loan it refinances, if any."""

    amount = amount_field("10万円から2,000万円まで、5万円きざみ")
    term_months = told(
        Choice(
            "返す期間",
            choices=tuple((str(months), f"{months}か月") for months in TERMS),
            ask="返す期間を選んでください。",
            help_text="6か月と12か月は、期日に一度で返します。ほかは6か月ごとに返します。",
        ),
        short="返す期間",
    )
    replaces = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_replaces(self) -> str:
        """Return the number of a loan, or nothing for what is none."""
        number: str = self.cleaned_data.get("replaces") or ""
        return number if LOAN_NUMBER.fullmatch(number) else ""

    def clean(self) -> Answers:
        """Ask which terms the amount allows."""
        given: Answers = super().clean() or {}
        if "amount" in given and "term_months" in given:
            insist_on_term(self, LoanKind.GENERAL, given)
        return given

    def kept(self) -> Answers:
        """Return what the draft keeps: a request as the core reads it, still unsigned."""
        given = self.cleaned_data
        return {
            "loan_kind": LoanKind.GENERAL.key,
            "amount": given["amount"],
            "term_months": int(given["term_months"]),
            "replaces": given["replaces"],
            "occasion": None,
            "attachments": [],
        }


def insist_on_term(form: Asked, kind: LoanKind, given: Answers) -> None:
    """Put beside its field what the amount or the term is refused for."""
    try:
        offered = kinds.terms_offered(kind, amount=Yen(given["amount"]), on=today.today())
    except Refused as refusal:
        form.add_error("amount", refusal.reason)
        return
    if int(given["term_months"]) not in offered:
        words = "・".join(f"{months}か月" for months in offered)
        form.add_error("term_months", f"この金額で選べる期間は、{words}です。")

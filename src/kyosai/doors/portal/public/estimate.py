"""掛金の試算 — what a premium becomes, and what it does to this year's tax."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from kyosai.basis.money import Yen
from kyosai.basis.refusal import Refused
from kyosai.doors import today
from kyosai.doors.portal.inputs import fields
from kyosai.doors.portal.public import curve
from kyosai.schemes.clocks import channels
from kyosai.schemes.planned_debits import DebitPlan
from kyosai.schemes.skk import estimate, premium
from kyosai.schemes.skk.debit_plan import debit_plan
from kyosai.schemes.tax import premium_deduction

CHIPS = (1_000, 5_000, 10_000, 20_000, 30_000, 50_000, 70_000)
FIRST = 30_000
ANY_BANK = ""


class Wish(forms.Form):
    """The premium, and the year's income when the person wants to see the tax."""

    premium = fields.told(
        fields.Number(
            "毎月の掛金",
            ask="毎月の掛金を、1,000円から70,000円まで500円きざみで入力してください。",
            lowest=1,
            highest=999_999,
            help_text="1,000円から70,000円まで、500円きざみで選べます。",
        ),
        unit="円",
        width="chars-8",
        inputmode="numeric",
    )
    income = fields.told(
        fields.Number(
            "今年の課税所得の見込み",
            ask="課税所得を、数字で入力してください。",
            lowest=0,
            highest=999_999_999,
            required=False,
            help_text="売り上げから経費と控除を引いた金額です。だいたいの金額で足ります。",
        ),
        unit="円",
        width="chars-8",
        inputmode="numeric",
    )

    def clean_premium(self) -> int:
        """Ask the Act's own rule."""
        yen: int = self.cleaned_data["premium"]
        try:
            premium.monthly_premium(yen, on=today.today())
        except Refused as refusal:
            raise forms.ValidationError(refusal.reason) from None
        return yen


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show the estimate of the premium in the address, or of a first proposal."""
    form = Wish(request.GET if "premium" in request.GET else {"premium": str(FIRST)})
    words: dict[str, Any] = {
        "title": "掛金の試算",
        "form": form,
        "chips": CHIPS,
        "trail": [("トップ", "/"), ("掛金の試算", "")],
    }
    if form.is_valid():
        words |= figures(form.cleaned_data["premium"], income=form.cleaned_data["income"])
    return render(request, "portal/public/estimate.html", words)


def figures(yen: int, *, income: int | None = None) -> dict[str, Any]:
    """Return curve, table, this year's plan and the tax effect of one premium."""
    monthly = Yen(yen)
    plan = plan_for(yen)
    yearly = [each for each in estimate.curve(monthly)]
    return {
        "premium": monthly,
        "curve": curve.drawn(yearly),
        "milestones": [each for each in yearly if each.years in estimate.YEARS],
        "basic": yearly[0].words,
        "plan": plan,
        "full_year": monthly * 12,
        "tax": None
        if income is None
        else {
            "this_year": _saved(plan.deduction, income, plan.year),
            "full_year": _saved(monthly * 12, income, plan.year),
        },
    }


def plan_for(yen: int, *, bank_code: str = ANY_BANK) -> DebitPlan:
    """Return this year's debits if the application were sent now."""
    now = today.now()
    channel = channels.channel_for(bank_code, scheme="skk", on=now.date())
    return debit_plan(applied_at=now, channel=channel, monthly_premium=Yen(yen))


def _saved(yearly: Yen, income: int, year: int) -> Yen:
    found = premium_deduction.effect(yearly_premium=yearly, taxable_income=Yen(income), year=year)
    return found.saved

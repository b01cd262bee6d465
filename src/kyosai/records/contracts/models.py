"""共済契約 — columns of contracts, of the monthly premium over time, and of how it is paid."""

from django.db import models
from django.db.models import F, Q

PAYMENT_CLASSES = {"monthly": "月払", "half_yearly": "半年払", "yearly": "年払"}
HOLIDAYS = {
    "no_income": "所得がない",  # 小規模企業共済法施行規則19条の2
    "disaster": "災害",
    "hospitalised": "入院",
    "forty_times": "掛金月額の40倍に達した",  # 中小企業倒産防止共済法14条4項〜6項
    "in_grace": "共済金の据置期間",
    "loan_and_premiums": "貸付残高と掛金総額の10倍が限度額に達した",
}


class Contract(models.Model):
    """A contract; formed, when accepted, as of the day it was applied for (法6条)."""

    number = models.CharField("契約者番号", max_length=9, primary_key=True)
    party = models.ForeignKey("parties.Party", models.PROTECT, related_name="contracts")
    scheme = models.CharField("制度", max_length=12)
    receipt = models.CharField("受付番号", max_length=15, unique=True)
    certificate_number = models.CharField("締結証書番号", max_length=15, unique=True)
    applied_on = models.DateField("申込日")
    formed_on = models.DateField("契約成立日")
    accepted_at = models.DateTimeField("承諾日時")
    capacity = models.CharField("加入資格", max_length=30)
    trade = models.CharField("業種", max_length=30)
    employees = models.PositiveIntegerField("常時使用する従業員の数")
    business_name = models.CharField("屋号・商号", max_length=150, blank=True)
    corporate_number = models.CharField("法人番号", max_length=13, blank=True)
    office_address = models.CharField("事業所の所在地", max_length=300, blank=True)
    status = models.CharField("契約の状態", max_length=10, default="active")
    ended_on = models.DateField("終了日", null=True)
    end_cause = models.CharField("終了事由", max_length=20, blank=True)

    class Meta:
        db_table = "contract"
        verbose_name = "共済契約"
        constraints = [
            models.UniqueConstraint(
                fields=["party", "scheme"],
                condition=Q(status="active"),
                name="contract_is_the_only_one",
            ),
            models.UniqueConstraint(
                fields=["corporate_number"],
                condition=Q(status="active", scheme="tosanboshi") & ~Q(corporate_number=""),
                name="contract_is_the_only_one_of_an_enterprise",
            ),
            models.CheckConstraint(
                condition=Q(formed_on=F("applied_on")), name="contract_is_formed_when_applied_for"
            ),
            models.CheckConstraint(
                condition=Q(status="active", ended_on__isnull=True, end_cause="")
                | Q(status="ended", ended_on__isnull=False) & ~Q(end_cause=""),
                name="contract_ends_with_day_and_cause",
            ),
            models.CheckConstraint(
                condition=Q(number__regex=r"^\d{9}$"), name="contract_number_is_nine_digits"
            ),
        ]
        indexes = [
            models.Index(fields=["ended_on"], name="contract_ended", condition=Q(status="ended")),
            # Asked of everybody every month: whoever collects need not read the contracts.
            models.Index(
                fields=["scheme", "number"],
                include=["formed_on"],
                name="contract_active",
                condition=Q(status="active"),
            ),
        ]


class MonthlyPremium(models.Model):
    """The monthly premium from a month on; a change is a later row."""

    pk = models.CompositePrimaryKey("contract_id", "since")
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="monthly_premiums")
    since = models.DateField("適用月")
    yen = models.PositiveIntegerField("掛金月額")

    class Meta:
        db_table = "contract_monthly_premium"
        verbose_name = "掛金月額"
        constraints = [
            models.CheckConstraint(
                condition=Q(yen__gt=0, yen__lte=200_000), name="monthly_premium_is_in_range"
            ),
            models.CheckConstraint(
                condition=Q(since__day=1), name="monthly_premium_begins_with_a_month"
            ),
        ]


class PaymentClass(models.Model):
    """How many months one debit takes, from a month on (払込区分); a change is a later row."""

    pk = models.CompositePrimaryKey("contract_id", "since")
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="payment_classes")
    since = models.DateField("適用月")
    payment_class = models.CharField("払込区分", max_length=12)
    designated_month = models.PositiveSmallIntegerField("指定納付月")

    class Meta:
        db_table = "contract_payment_class"
        verbose_name = "払込区分"
        constraints = [
            models.CheckConstraint(
                condition=Q(payment_class__in=list(PAYMENT_CLASSES)), name="payment_class_is_known"
            ),
            models.CheckConstraint(
                condition=Q(designated_month__gte=1, designated_month__lte=12),
                name="designated_month_is_one_of_twelve",
            ),
            models.CheckConstraint(condition=Q(since__day=1), name="payment_class_since_a_month"),
        ]


class Prepayment(models.Model):
    """Months a holder asked to pay together, from a month on (前納); yearly again if so wished."""

    pk = models.CompositePrimaryKey("contract_id", "month")
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="prepayments")
    month = models.DateField("最初の月")
    months = models.PositiveSmallIntegerField("月数")
    is_yearly = models.BooleanField("毎年くり返す", default=False)
    until = models.DateField("最後の月", null=True)

    class Meta:
        db_table = "contract_prepayment"
        verbose_name = "前納"
        constraints = [
            models.CheckConstraint(
                condition=Q(month__day=1, months__gte=2), name="prepayment_is_of_months_ahead"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(is_yearly=True, until__gte=F("month")),
                name="prepayment_ends_after_it_began",
            ),
        ]


class Holiday(models.Model):
    """Months that are neither owed nor asked (掛止め); open until the holder begins again."""

    pk = models.CompositePrimaryKey("contract_id", "kind", "since")
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="holidays")
    kind = models.CharField("掛止めの理由", max_length=20)
    since = models.DateField("最初の月")
    until = models.DateField("最後の月", null=True)

    class Meta:
        db_table = "contract_holiday"
        verbose_name = "掛止め"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(HOLIDAYS)), name="holiday_is_known"),
            models.CheckConstraint(condition=Q(since__day=1), name="holiday_begins_with_a_month"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__day=1, until__gte=F("since")),
                name="holiday_ends_with_a_month",
            ),
        ]


class TermsBefore(models.Model):
    """How a contract paid until a moment, written down when it was changed; never touched again.

    So the present terms stay one short row each, and what was known earlier is not forgotten.
    """

    id = models.BigAutoField(primary_key=True)
    contract = models.ForeignKey(Contract, models.PROTECT, related_name="terms_before")
    until_at = models.DateTimeField("変わった日時")
    terms = models.JSONField("それまでの払い方")

    class Meta:
        db_table = "contract_terms_before"
        verbose_name = "それまでの掛金の払い方"

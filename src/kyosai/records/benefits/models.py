"""支給決定 — columns of awards, of what was taken off them, and of the tax papers they cause."""

from django.db import models
from django.db.models import F, Q

OFFSETS = {
    "loan": "貸付金の元金",
    "interest": "貸付金の利子",
    "penalty": "貸付金の延滞利子・違約金",
}


class Award(models.Model):
    """One decision, as it was made; never changed. The parts of the gross add up to it.

    ``explanation`` holds every rule applied with its facts, ``divided`` what is paid in
    instalments over so many ``years``. A nought is an award too: the holder hears why.
    """

    number = models.CharField("決定番号", max_length=15, primary_key=True)
    key = models.CharField("決定の鍵", max_length=120, unique=True, db_collation="C")
    scheme = models.CharField("制度", max_length=12)
    contract = models.ForeignKey("contracts.Contract", models.PROTECT, related_name="awards")
    party = models.ForeignKey("parties.Party", models.PROTECT, related_name="+")
    cause = models.CharField("共済事由", max_length=40)
    due = models.CharField("支給の種類", max_length=20)
    provision = models.CharField("根拠", max_length=120)
    happened_on = models.DateField("事由の日")
    months_paid = models.PositiveSmallIntegerField("掛金納付月数")
    income = models.CharField("所得の区分", max_length=30, blank=True)
    gross = models.PositiveBigIntegerField("決定額")
    offset = models.PositiveBigIntegerField("控除", default=0)
    national = models.PositiveBigIntegerField("所得税等", default=0)
    municipal = models.PositiveBigIntegerField("市町村民税", default=0)
    prefectural = models.PositiveBigIntegerField("道府県民税", default=0)
    divided = models.PositiveBigIntegerField("分割する額", default=0)
    years = models.PositiveSmallIntegerField("分割の年数", default=0)
    net = models.PositiveBigIntegerField("手取額")
    declared = models.BooleanField("退職所得申告書", default=False)
    case_number = models.CharField("案件番号", max_length=15, blank=True)
    decided_by = models.CharField("決定した人", max_length=150, blank=True)
    decided_at = models.DateTimeField("決定日時")
    explanation = models.JSONField("計算の根拠", default=list)

    class Meta:
        db_table = "award"
        verbose_name = "支給決定"
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    gross=F("offset")
                    + F("national")
                    + F("municipal")
                    + F("prefectural")
                    + F("divided")
                    + F("net")
                ),
                name="award_parts_make_the_whole",
            ),
            models.CheckConstraint(condition=~Q(key=""), name="award_has_a_key"),
            models.CheckConstraint(
                condition=Q(divided=0, years=0) | Q(divided__gt=0, years__in=(10, 15)),
                name="award_is_divided_over_years",
            ),
        ]
        indexes = [models.Index(fields=["contract"], name="award_of_contract")]


class AwardOffset(models.Model):
    """A debt taken off an award: of which loan, and which part of it."""

    pk = models.CompositePrimaryKey("award_id", "loan", "part")
    award = models.ForeignKey(Award, models.PROTECT, related_name="offsets", db_index=False)
    loan = models.CharField("貸付番号", max_length=15)
    part = models.CharField("控除したもの", max_length=10)
    yen = models.PositiveBigIntegerField("金額")

    class Meta:
        db_table = "award_offset"
        verbose_name = "給付からの控除"
        constraints = [
            models.CheckConstraint(
                condition=Q(part__in=list(OFFSETS), yen__gt=0), name="award_offset_is_of_some_yen"
            ),
        ]


class TaxReport(models.Model):
    """A slip or report an award makes due, and by when; its paper is kept by its number."""

    pk = models.CompositePrimaryKey("award_id", "report")
    award = models.ForeignKey(Award, models.PROTECT, related_name="reports", db_index=False)
    report = models.CharField("支払調書", max_length=30)
    paid_on = models.DateField("支払日")
    hand_in_by = models.DateField("提出期限")

    class Meta:
        db_table = "award_tax_report"
        verbose_name = "支払いの法定調書"
        indexes = [
            models.Index(fields=["hand_in_by"], name="award_tax_report_by_day"),
            models.Index(fields=["paid_on"], name="award_tax_report_by_payment"),
        ]


class Instalment(models.Model):
    """One payment of a divided award: laid out with the award, in its month, and never moved."""

    key = models.CharField("支払の鍵", max_length=30, primary_key=True)
    award = models.ForeignKey(Award, models.PROTECT, related_name="instalments")
    month = models.DateField("支給期月")
    yen = models.PositiveBigIntegerField("金額")

    class Meta:
        db_table = "award_instalment"
        verbose_name = "分割共済金"
        constraints = [
            models.UniqueConstraint(fields=["award", "month"], name="instalment_is_once_a_month"),
            models.CheckConstraint(condition=Q(yen__gt=0), name="instalment_is_of_some_yen"),
        ]
        indexes = [models.Index(fields=["month"], name="instalment_by_month")]


class InstalmentOrdered(models.Model):
    """An instalment that was ordered to be paid, and the tax kept back of it."""

    instalment = models.OneToOneField(
        Instalment, models.PROTECT, primary_key=True, related_name="ordered"
    )
    pay_on = models.DateField("支払日", db_index=True)
    national = models.PositiveBigIntegerField("所得税等")
    at = models.DateTimeField("支払を決めた日時")

    class Meta:
        db_table = "award_instalment_ordered"
        verbose_name = "分割共済金の支払"


class PaidAtOnce(models.Model):
    """What was still to come, paid at once: why, since when, and what it was worth."""

    award = models.OneToOneField(
        Award, models.PROTECT, primary_key=True, related_name="paid_at_once"
    )
    reason = models.CharField("理由", max_length=30)
    happened_on = models.DateField("事由の日")
    remaining = models.PositiveSmallIntegerField("残りの回数")
    yen = models.PositiveBigIntegerField("現価相当額")
    paid_since = models.PositiveBigIntegerField("事由のあとに払った額")
    case_number = models.CharField("案件番号", max_length=15)
    decided_by = models.CharField("決定した人", max_length=150)
    decided_at = models.DateTimeField("決定日時")

    class Meta:
        db_table = "award_paid_at_once"
        verbose_name = "分割共済金の一括支給"


class PensionSlip(models.Model):
    """公的年金等の源泉徴収票: the instalments of a year and the tax kept back of them."""

    key = models.CharField("源泉徴収票の鍵", max_length=30, primary_key=True)
    award = models.ForeignKey(Award, models.PROTECT, related_name="pension_slips")
    year = models.PositiveSmallIntegerField("年")
    yen = models.PositiveBigIntegerField("支払った額")
    national = models.PositiveBigIntegerField("所得税等")
    hand_in_by = models.DateField("提出期限")
    is_filed = models.BooleanField("税務署にも出す")

    class Meta:
        db_table = "award_pension_slip"
        verbose_name = "公的年金等の源泉徴収票"


class AwardShare(models.Model):
    """What one survivor is due of an award, to whom it is paid, and the report it makes due."""

    pk = models.CompositePrimaryKey("award_id", "party_id")
    award = models.ForeignKey(Award, models.PROTECT, related_name="shares", db_index=False)
    party = models.ForeignKey("parties.Party", models.PROTECT, related_name="+")
    yen = models.PositiveBigIntegerField("金額")
    paid_to = models.ForeignKey("parties.Party", models.PROTECT, related_name="+")
    report_by = models.DateField("提出期限", null=True)

    class Meta:
        db_table = "award_share"
        verbose_name = "遺族の取り分"

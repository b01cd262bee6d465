"""貸付け — columns of loans, of the turns in which they fall due, and of what was paid on them."""

from django.db import models
from django.db.models import F, Q

from kyosai.records.loans.words import SOURCES


class Loan(models.Model):
    """One loan as it was made; never changed. ``replaces`` is the loan it refinances.

    ``kind`` is a kind of contract loan, ``temporary`` or ``mutual_aid``. ``yearly_rate`` is an
    exact fraction such as 3/200, ``handed_over`` what the holder gets after interest paid ahead.
    """

    number = models.CharField("貸付番号", max_length=15, primary_key=True)
    key = models.CharField("貸付けの鍵", max_length=120, unique=True, db_collation="C")
    scheme = models.CharField("制度", max_length=12)
    contract = models.ForeignKey("contracts.Contract", models.PROTECT, related_name="loans")
    party = models.ForeignKey("parties.Party", models.PROTECT, related_name="+")
    kind = models.CharField("貸付けの種類", max_length=30)
    yen = models.PositiveBigIntegerField("貸付額")
    handed_over = models.PositiveBigIntegerField("渡す額")
    term_months = models.PositiveSmallIntegerField("返済期間（月）")
    yearly_rate = models.CharField("年利", max_length=20)
    lent_on = models.DateField("貸付日")
    made_at = models.DateTimeField("記録日時")
    case_number = models.CharField("案件番号", max_length=15, blank=True)
    replaces = models.OneToOneField(
        "self", models.PROTECT, related_name="replaced_by", null=True, db_column="replaces"
    )

    class Meta:
        db_table = "loan"
        verbose_name = "貸付け"
        constraints = [
            models.CheckConstraint(
                condition=Q(yen__gt=0, handed_over__lte=F("yen"), term_months__gt=0),
                name="loan_is_of_some_yen_and_months",
            ),
        ]
        indexes = [models.Index(fields=["contract"], name="loan_of_contract")]


class Turn(models.Model):
    """One turn of repayment: principal, and the interest paid ahead with it."""

    pk = models.CompositePrimaryKey("loan_id", "ordinal")
    loan = models.ForeignKey(Loan, models.PROTECT, related_name="turns", db_index=False)
    ordinal = models.PositiveSmallIntegerField("回")
    due_on = models.DateField("返済期日")
    principal = models.PositiveBigIntegerField("元金")
    interest = models.PositiveBigIntegerField("利子")

    class Meta:
        db_table = "loan_turn"
        verbose_name = "返済の回"
        constraints = [
            models.CheckConstraint(condition=Q(ordinal__gt=0), name="turns_are_counted_from_one"),
        ]
        indexes = [models.Index(fields=["due_on"], name="loan_turn_by_day")]


class TurnMoved(models.Model):
    """A turn that falls due on a later day (償還期日の繰下げ); the newest row holds."""

    pk = models.CompositePrimaryKey("loan_id", "ordinal", "at")
    loan = models.ForeignKey(Loan, models.PROTECT, related_name="moved", db_index=False)
    ordinal = models.PositiveSmallIntegerField("回")
    at = models.DateTimeField("記録日時")
    due_on = models.DateField("新しい返済期日")
    why = models.CharField("理由", max_length=200)
    officer = models.CharField("担当者", max_length=150, blank=True)

    class Meta:
        db_table = "loan_turn_moved"
        verbose_name = "返済期日の繰下げ"


class Accelerated(models.Model):
    """The rest of a loan falls due at once (期限の利益の喪失)."""

    loan = models.OneToOneField(Loan, models.PROTECT, primary_key=True, related_name="accelerated")
    on = models.DateField("期限の利益を失った日", db_column="accelerated_on")
    why = models.CharField("理由", max_length=200)
    officer = models.CharField("担当者", max_length=150, blank=True)
    at = models.DateTimeField("記録日時")

    class Meta:
        db_table = "loan_accelerated"
        verbose_name = "期限の利益の喪失"


class Repaid(models.Model):
    """Money that came for a loan, as it was allocated. ``key`` is made of business nouns."""

    key = models.CharField("受取りの鍵", max_length=120, primary_key=True, db_collation="C")
    loan = models.ForeignKey(Loan, models.PROTECT, related_name="receipts")
    source = models.CharField("受取りの方法", max_length=12)
    on = models.DateField("受取日", db_column="received_on")
    principal = models.PositiveBigIntegerField("元金", default=0)
    interest = models.PositiveBigIntegerField("利子", default=0)
    penalty = models.PositiveBigIntegerField("延滞利子・違約金", default=0)
    at = models.DateTimeField("記録日時")

    class Meta:
        db_table = "loan_receipt"
        verbose_name = "返済の受取り"
        constraints = [
            models.CheckConstraint(
                condition=Q(source__in=list(SOURCES)), name="loan_receipt_source_is_known"
            ),
            models.CheckConstraint(
                condition=Q(principal__gt=0) | Q(interest__gt=0) | Q(penalty__gt=0),
                name="loan_receipt_is_of_some_yen",
            ),
        ]

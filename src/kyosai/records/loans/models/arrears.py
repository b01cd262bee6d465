"""延滞 — columns of demands, of what interrupts prescription, and of what is given up."""

from django.db import models
from django.db.models import Q

from kyosai.records.loans.models.lent import Loan
from kyosai.records.loans.words import DEMANDS, INTERRUPTIONS


class Demand(models.Model):
    """A step of the ladder of demands: which one, when, and under which notice."""

    pk = models.CompositePrimaryKey("loan_id", "kind", "since")
    loan = models.ForeignKey(Loan, models.PROTECT, related_name="demands", db_index=False)
    kind = models.CharField("督促の種類", max_length=10)
    since = models.DateField("最も古い延滞の期日")
    at = models.DateTimeField("督促日時")
    yen = models.PositiveBigIntegerField("督促した額")

    class Meta:
        db_table = "loan_demand"
        verbose_name = "督促"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(DEMANDS)), name="demand_is_known"),
        ]


class Interruption(models.Model):
    """What stops or renews the prescription of a claim, as an officer wrote it down."""

    pk = models.CompositePrimaryKey("loan_id", "on", "kind")
    loan = models.ForeignKey(Loan, models.PROTECT, related_name="interruptions", db_index=False)
    on = models.DateField("日付", db_column="interrupted_on")
    kind = models.CharField("時効の完成猶予・更新の種類", max_length=12)
    words = models.CharField("証拠", max_length=300)
    officer = models.CharField("担当者", max_length=150, blank=True)
    at = models.DateTimeField("記録日時")

    class Meta:
        db_table = "loan_interruption"
        verbose_name = "時効の完成猶予・更新"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=list(INTERRUPTIONS)) & ~Q(words=""),
                name="interruption_is_known_and_proven",
            ),
        ]


class WrittenOff(models.Model):
    """A claim given up: what was left, why, proposed by one officer and decided by another."""

    loan = models.OneToOneField(Loan, models.PROTECT, primary_key=True, related_name="written_off")
    on = models.DateField("償却日", db_column="written_off_on")
    yen = models.PositiveBigIntegerField("償却額")
    why = models.CharField("理由", max_length=300)
    proposed_by = models.CharField("起案した人", max_length=150)
    decided_by = models.CharField("決裁した人", max_length=150)
    at = models.DateTimeField("記録日時")

    class Meta:
        db_table = "loan_written_off"
        verbose_name = "償却"
        constraints = [
            models.CheckConstraint(
                condition=~Q(proposed_by=models.F("decided_by"))
                & ~Q(proposed_by="")
                & ~Q(decided_by="")
                & ~Q(why=""),
                name="write_off_is_decided_by_another",
            ),
        ]


class PremiumsApplied(models.Model):
    """Premiums put to an overdue loan: they are gone from the benefit, not from the months paid."""

    key = models.CharField("充当の鍵", max_length=120, primary_key=True, db_collation="C")
    loan = models.ForeignKey(Loan, models.PROTECT, related_name="premiums_applied")
    on = models.DateField("充当日", db_column="applied_on")
    yen = models.PositiveBigIntegerField("充当額")
    proposed_by = models.CharField("起案した人", max_length=150)
    decided_by = models.CharField("決裁した人", max_length=150)
    at = models.DateTimeField("記録日時")

    class Meta:
        db_table = "loan_premiums_applied"
        verbose_name = "掛金の充当"
        constraints = [
            models.CheckConstraint(
                condition=Q(yen__gt=0) & ~Q(proposed_by=models.F("decided_by")),
                name="premiums_are_applied_by_two",
            ),
        ]

"""案件 — columns of cases, of the case file, and of pauses of the clock."""

from django.db import models
from django.db.models import F, Q

PAUSES = ("P1", "P2", "P3")


class Case(models.Model):
    """One piece of work, standing at one step of its flow."""

    number = models.CharField("案件番号", max_length=15, primary_key=True)
    flow = models.CharField("手続き", max_length=60)
    step = models.CharField("段階", max_length=40)
    desk = models.CharField("担当", max_length=20)
    subject = models.UUIDField("当事者", db_index=True)
    receipt = models.CharField("受付番号", max_length=60, unique=True)
    filing = models.JSONField("申込みの内容", default=dict)
    received_at = models.DateTimeField("受付日時")
    opened_on = models.DateField("開始日")
    due_at = models.DateTimeField("お約束の日時")
    held_by = models.CharField("手に持つ担当者", max_length=150, blank=True)
    is_closed = models.BooleanField("終了", default=False)
    closed_at = models.DateTimeField("終了日時", null=True)
    outcome = models.CharField("結果", max_length=40, blank=True)

    class Meta:
        db_table = "case_file"
        verbose_name = "案件"
        constraints = [
            models.CheckConstraint(
                condition=Q(is_closed=True, closed_at__isnull=False) & ~Q(outcome="")
                | Q(is_closed=False, closed_at__isnull=True, outcome=""),
                name="case_closes_with_time_and_outcome",
            ),
        ]
        indexes = [
            models.Index(
                fields=["desk", "due_at"], name="case_waiting_at_desk", condition=Q(is_closed=False)
            ),
        ]


class Entry(models.Model):
    """A line of the case file: who did what, on which findings. Nothing is ever struck out."""

    pk = models.CompositePrimaryKey("case_id", "ordinal")
    case = models.ForeignKey(Case, models.PROTECT, related_name="entries")
    ordinal = models.PositiveIntegerField("番号")
    at = models.DateTimeField("日時")
    officer = models.CharField("担当者", max_length=150, blank=True)
    step = models.CharField("段階", max_length=40)
    outcome = models.CharField("結果", max_length=40)
    words = models.TextField("記載", blank=True)
    findings = models.JSONField("根拠", default=list)

    class Meta:
        db_table = "case_entry"
        verbose_name = "案件の記載"
        constraints = [
            models.CheckConstraint(condition=Q(ordinal__gte=1), name="entry_is_counted_from_one"),
        ]


class Pause(models.Model):
    """A stretch in which the promise does not run: P1 holder, P2 outside answer, P3 legal hold."""

    id = models.UUIDField(primary_key=True)
    case = models.ForeignKey(Case, models.PROTECT, related_name="pauses")
    code = models.CharField("中断の種類", max_length=2)
    words = models.CharField("理由", max_length=200)
    started_at = models.DateTimeField("開始日時")
    ended_at = models.DateTimeField("終了日時", null=True)

    class Meta:
        db_table = "case_pause"
        verbose_name = "期間の中断"
        constraints = [
            models.CheckConstraint(condition=Q(code__in=PAUSES), name="pause_code_is_known"),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gt=F("started_at")),
                name="pause_ends_after_it_began",
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at__isnull=True), name="pause_is_one_at_a_time"
            ),
        ]

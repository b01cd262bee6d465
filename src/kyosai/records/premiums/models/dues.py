"""納付すべき掛金 — columns of what each month costs, what is in arrears, and what is owed in all.

Contracts are named without a foreign key's trigger: millions of rows are written at a time, and
they are written from the contracts themselves. ``upkeep/check`` looks for strays.
"""

from typing import Any

from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import F, Q

WHY_RELEASED = {"contract_ended": "契約が終わった後の月", "paid_in_error": "納める必要のない掛金"}


def contract_key() -> "models.ForeignKey[Any, Any]":
    """Return a contract named without its trigger and without an index of its own."""
    return models.ForeignKey(
        "contracts.Contract", models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )


class Due(models.Model):
    """The premium of one month of one contract, and the debit day it was promised for.

    The key is led by the month: everybody's next month is written behind everything before it,
    as quickly after ten years as on the first day.
    """

    pk = models.CompositePrimaryKey("month", "contract_id")
    contract = contract_key()
    month = models.DateField("月分")
    yen = models.PositiveIntegerField("掛金")
    due_on = models.DateField("納付期限")
    debit_on = models.DateField("引き落としの予定日")

    class Meta:
        db_table = "premium_due"
        verbose_name = "納付すべき掛金"
        constraints = [
            models.CheckConstraint(condition=Q(yen__gt=0), name="due_is_of_some_yen"),
            models.CheckConstraint(condition=Q(month__day=1), name="due_is_of_a_month"),
            models.CheckConstraint(condition=Q(due_on__gt=F("month")), name="due_after_its_month"),
        ]
        indexes = [BrinIndex(fields=["debit_on"], name="due_by_day", autosummarize=True)]


class PremiumTotal(models.Model):
    """What a contract under a ceiling owes in all, and what loans and arrears have used up of it.

    Kept beside the dues and narrow, because it changes every month; ``upkeep/check`` adds it up.
    ``brought`` is what was paid before our books began.
    """

    contract = models.OneToOneField(
        "contracts.Contract",
        models.PROTECT,
        primary_key=True,
        related_name="+",
        db_constraint=False,
    )
    brought = models.BigIntegerField("引き継いだ掛金", default=0)
    owed = models.BigIntegerField("納付すべき掛金の合計")
    used = models.BigIntegerField("貸付けなどで控除された額")

    class Meta:
        db_table = "premium_total"
        verbose_name = "掛金の積立て"
        constraints = [
            models.CheckConstraint(
                condition=Q(brought__gte=0, owed__gte=0, used__gte=0), name="total_is_not_less"
            ),
        ]


class Arrear(models.Model):
    """A month whose debit failed or could not be asked for; the row goes when it is paid.

    Derived from results and kept narrow, because planning must not read years of dues;
    ``upkeep/reconcile`` compares it with them.
    """

    pk = models.CompositePrimaryKey("contract_id", "month")
    contract = contract_key()
    month = models.DateField("月分")
    yen = models.PositiveIntegerField("掛金")
    code = models.CharField("振替結果コード", max_length=1, blank=True)
    failures = models.PositiveSmallIntegerField("振替不能の回数")
    ask_again_in = models.DateField("再び請求する月")
    failed_in = models.ForeignKey(
        "premiums.Cycle", models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    asked_in = models.ForeignKey(
        "premiums.Cycle",
        models.PROTECT,
        related_name="+",
        db_constraint=False,
        db_index=False,
        null=True,
    )

    class Meta:
        db_table = "premium_arrear"
        verbose_name = "未納の掛金"


class Released(models.Model):
    """A month that is owed no more: waived while it was unpaid, refunded when it had been paid.

    What is to be refunded stands in the journal as owed to the holder.
    """

    pk = models.CompositePrimaryKey("month", "contract_id")
    contract = contract_key()
    month = models.DateField("月分")
    kind = models.CharField("扱い", max_length=8)
    why = models.CharField("理由", max_length=20)
    yen = models.PositiveIntegerField("金額")
    at = models.DateTimeField("処理日時")

    class Meta:
        db_table = "premium_released"
        verbose_name = "納付を要しなくなった掛金"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["waived", "refunded"]), name="released_is_waived_or_refunded"
            ),
            models.CheckConstraint(
                condition=Q(why__in=list(WHY_RELEASED)), name="released_for_a_known_reason"
            ),
        ]


class Closed(models.Model):
    """A contract that has ended, and all of whose months have been settled or released."""

    contract = models.OneToOneField(
        "contracts.Contract",
        models.PROTECT,
        primary_key=True,
        related_name="+",
        db_constraint=False,
    )
    at = models.DateTimeField("処理日時")

    class Meta:
        db_table = "premium_closed"
        verbose_name = "掛金の締め"

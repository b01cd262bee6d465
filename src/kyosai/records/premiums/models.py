"""掛金と口座振替 — columns of dues, debit requests, bank files and their results.

Contracts are named without a foreign key's trigger: millions of rows are written at a time, and
they are written from the contracts themselves. ``upkeep/check`` looks for strays.
"""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

LEFT_OUT = {
    "mandate_stopped": "口座振替が止まっています",
    "mandate_not_confirmed": "口座番号の確認を待っています",
    "no_mandate": "口座が登録されていません",
    "account_unfit": "銀行に渡せない口座の記録です",
    "too_many_unpaid": "12か月分以上が未納です",
    "file_refused": "銀行がファイルを受け取りませんでした",
}
FINAL_CODES = "0123456789E"


def _contract() -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(
        "contracts.Contract", models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )


class Due(models.Model):
    """The premium of one month of one contract, and the debit day it was promised for."""

    pk = models.CompositePrimaryKey("contract_id", "month")
    contract = _contract()
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
        indexes = [models.Index(fields=["debit_on"], name="due_by_debit_day")]


class PremiumTotal(models.Model):
    """What a contract under a ceiling owes in all, and what loans and arrears have used up of it.

    Kept beside the dues and narrow, because it changes every month; ``upkeep/check`` adds it up.
    """

    contract = models.OneToOneField(
        "contracts.Contract",
        models.PROTECT,
        primary_key=True,
        related_name="+",
        db_constraint=False,
    )
    owed = models.BigIntegerField("納付すべき掛金の合計")
    used = models.BigIntegerField("貸付けなどで控除された額")

    class Meta:
        db_table = "premium_total"
        verbose_name = "掛金の積立て"
        constraints = [
            models.CheckConstraint(condition=Q(owed__gte=0, used__gte=0), name="total_is_not_less"),
        ]


class Cycle(models.Model):
    """One debit day of one channel; its key is its month, so it cannot exist twice."""

    key = models.CharField("引き落としの回", max_length=40, primary_key=True)
    scheme = models.CharField("制度", max_length=12)
    channel = models.CharField("経路", max_length=20)
    month = models.DateField("月")
    is_regular = models.BooleanField("定例")
    debit_on = models.DateField("引き落とし日")
    submit_by = models.DateTimeField("締切")
    result_at = models.DateTimeField("結果の予定")
    confirm_by = models.DateField("確認の期限")
    planned_at = models.DateTimeField("計画日時", null=True)
    built_at = models.DateTimeField("作成日時", null=True)
    settled_at = models.DateTimeField("消込日時", null=True)
    confirmed_at = models.DateTimeField("照合日時", null=True)

    class Meta:
        db_table = "debit_cycle"
        verbose_name = "引き落としの回"
        constraints = [
            models.CheckConstraint(condition=Q(month__day=1), name="cycle_is_of_a_month"),
            models.UniqueConstraint(
                fields=["scheme", "channel", "debit_on"], name="cycle_is_the_only_one_that_day"
            ),
        ]


class DebitRequest(models.Model):
    """What one contract is asked for in one cycle: the months and their yen, in one sum."""

    pk = models.CompositePrimaryKey("cycle_id", "contract_id")
    cycle = models.ForeignKey(
        Cycle, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    contract = _contract()
    customer_no = models.CharField("顧客番号", max_length=20)
    months = ArrayField(models.DateField(), verbose_name="月分")
    yens = ArrayField(models.PositiveIntegerField(), verbose_name="掛金の内訳")
    surcharges = ArrayField(models.PositiveIntegerField(), verbose_name="割増金", null=True)
    yen = models.PositiveBigIntegerField("引落金額")
    new_code = models.CharField("新規コード", max_length=1)
    part = models.PositiveSmallIntegerField("ファイルの番号")

    class Meta:
        db_table = "debit_request"
        verbose_name = "引き落としの依頼"
        constraints = [
            models.CheckConstraint(condition=Q(yen__gt=0), name="request_asks_for_something"),
            models.CheckConstraint(
                condition=Q(new_code__in=["0", "1", "2"]), name="request_new_code_is_known"
            ),
            models.UniqueConstraint(fields=["cycle", "customer_no"], name="request_once_a_cycle"),
        ]
        indexes = [models.Index(fields=["contract"], name="request_of_contract")]


class LeftOut(models.Model):
    """A contract that a cycle could not ask, and why."""

    pk = models.CompositePrimaryKey("cycle_id", "contract_id")
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="+", db_index=False)
    contract = _contract()
    reason = models.CharField("理由", max_length=30)

    class Meta:
        db_table = "debit_left_out"
        verbose_name = "引き落としの対象外"
        constraints = [
            models.CheckConstraint(
                condition=Q(reason__in=list(LEFT_OUT)), name="left_out_for_a_known_reason"
            ),
        ]


class Arrear(models.Model):
    """A month whose debit failed or could not be asked for; the row goes when it is paid.

    Derived from results and kept narrow, because planning must not read years of dues;
    ``upkeep/reconcile`` compares it with them.
    """

    pk = models.CompositePrimaryKey("contract_id", "month")
    contract = _contract()
    month = models.DateField("月分")
    yen = models.PositiveIntegerField("掛金")
    code = models.CharField("振替結果コード", max_length=1, blank=True)
    failures = models.PositiveSmallIntegerField("振替不能の回数")
    ask_again_in = models.DateField("再び請求する月")
    failed_in = models.ForeignKey(
        Cycle, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    asked_in = models.ForeignKey(
        Cycle, models.PROTECT, related_name="+", db_constraint=False, db_index=False, null=True
    )

    class Meta:
        db_table = "premium_arrear"
        verbose_name = "未納の掛金"


class DebitFile(models.Model):
    """A file for the bank: first a row with its bytes, then a send. Its bytes never differ."""

    name = models.CharField("ファイル名", max_length=80, primary_key=True)
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="files")
    part = models.PositiveSmallIntegerField("ファイルの番号")
    digest = models.CharField("要約値", max_length=64, unique=True)
    content = models.BinaryField("内容")
    records = models.PositiveIntegerField("件数")
    yen = models.PositiveBigIntegerField("合計金額")
    made_at = models.DateTimeField("作成日時")

    class Meta:
        db_table = "debit_file"
        verbose_name = "口座振替依頼ファイル"
        constraints = [
            models.UniqueConstraint(fields=["cycle", "part"], name="debit_file_is_made_once"),
        ]


class HandOver(models.Model):
    """The bank's answer to a file: its receipt, or why it was refused whole."""

    file = models.OneToOneField(
        DebitFile, models.PROTECT, primary_key=True, related_name="hand_over"
    )
    at = models.DateTimeField("引渡日時")
    receipt = models.CharField("銀行の受付番号", max_length=80, blank=True)
    refusal = models.CharField("受付拒否の理由", max_length=300, blank=True)

    class Meta:
        db_table = "debit_file_hand_over"
        verbose_name = "口座振替依頼ファイルの引渡し"
        constraints = [
            models.CheckConstraint(
                condition=Q(receipt="", refusal__gt="") | Q(receipt__gt="", refusal=""),
                name="hand_over_is_received_or_refused",
            ),
        ]


class BankResultFile(models.Model):
    """A result file as it came, kept before anybody reads it."""

    name = models.CharField("ファイル名", max_length=90, primary_key=True)
    file = models.ForeignKey(DebitFile, models.PROTECT, related_name="results")
    digest = models.CharField("要約値", max_length=64)
    content = models.BinaryField("内容")
    fetched_at = models.DateTimeField("受領日時")

    class Meta:
        db_table = "bank_result_file"
        verbose_name = "口座振替結果ファイル"


class Reading(models.Model):
    """What became of a result file: settled whole, seen before, or refused whole."""

    result = models.OneToOneField(
        BankResultFile, models.PROTECT, primary_key=True, related_name="reading"
    )
    at = models.DateTimeField("処理日時")
    outcome = models.CharField("処理結果", max_length=10)
    collected = models.PositiveIntegerField("振替済件数", default=0)
    collected_yen = models.PositiveBigIntegerField("振替済金額", default=0)
    pending = models.PositiveIntegerField("結果未着件数", default=0)
    refusal = models.CharField("拒否の理由", max_length=300, blank=True)

    class Meta:
        db_table = "bank_result_reading"
        verbose_name = "口座振替結果の消込"
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["settled", "repeated"], refusal="")
                | Q(outcome="refused", refusal__gt="", collected=0, collected_yen=0),
                name="reading_is_whole",
            ),
        ]


class DebitResult(models.Model):
    """The bank's answer for one request; a pending answer may be followed by one final one."""

    pk = models.CompositePrimaryKey("cycle_id", "contract_id", "is_final")
    cycle = models.ForeignKey(
        Cycle, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    contract = _contract()
    is_final = models.BooleanField("確定")
    code = models.CharField("振替結果コード", max_length=1)
    result = models.ForeignKey(
        BankResultFile, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    settled_at = models.DateTimeField("消込日時")

    class Meta:
        db_table = "debit_result"
        verbose_name = "引き落としの結果"
        constraints = [
            models.CheckConstraint(
                condition=Q(is_final=True, code__in=list(FINAL_CODES))
                | Q(is_final=False, code="N"),
                name="result_code_is_known",
            ),
        ]
        indexes = [
            models.Index(
                fields=["cycle", "contract"], name="result_not_paid", condition=~Q(code="0")
            ),
            models.Index(fields=["contract"], name="result_of_contract"),
        ]


class MandateDay(models.Model):
    """A day whose file of registered accounts has been read; the file itself is not kept."""

    day = models.DateField("日付", primary_key=True)
    digest = models.CharField("要約値", max_length=64)
    rows = models.PositiveIntegerField("件数")
    read_at = models.DateTimeField("処理日時")

    class Meta:
        db_table = "mandate_day"
        verbose_name = "口座登録日次ファイル"

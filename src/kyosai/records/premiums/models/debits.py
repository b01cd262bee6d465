"""引き落とし — columns of cycles, of what each contract is asked for, and of the bank's answers."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from kyosai.records.premiums.models.dues import contract_key

LEFT_OUT = {
    "mandate_stopped": "口座振替が止まっています",
    "mandate_not_confirmed": "口座番号の確認を待っています",
    "no_mandate": "口座が登録されていません",
    "account_unfit": "銀行に渡せない口座の記録です",
    "too_many_unpaid": "12か月分以上が未納です",
    "file_refused": "銀行がファイルを受け取りませんでした",
}
FINAL_CODES = "0123456789E"


class Cycle(models.Model):
    """One debit day of one channel; its key is its month, so it cannot exist twice."""

    key = models.CharField("引き落としの回", max_length=40, primary_key=True)
    scheme = models.CharField("制度", max_length=12)
    channel = models.CharField("経路", max_length=20)
    month = models.DateField("月")
    is_regular = models.BooleanField("定例")
    debit_on = models.DateField("引き落とし日")
    submit_by = models.DateTimeField("締切")
    hand_in_by = models.DateTimeField("銀行が受け付ける期限")
    result_at = models.DateTimeField("結果の予定")
    remitted_on = models.DateField("入金の予定日")
    confirm_by = models.DateField("確認の期限")
    planned_at = models.DateTimeField("計画日時", null=True)
    built_at = models.DateTimeField("作成日時", null=True)
    settled_at = models.DateTimeField("消込日時", null=True)
    confirmed_at = models.DateTimeField("照合日時", null=True)
    remitted_at = models.DateTimeField("入金の照合日時", null=True)

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
    """What one contract is asked for in one cycle: the months and their yen, in one sum.

    Looked up for one contract, a cycle at a time: an index by contract would cost every month
    more than the month before.
    """

    pk = models.CompositePrimaryKey("cycle_id", "contract_id")
    cycle = models.ForeignKey(
        Cycle, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    contract = contract_key()
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
        ]


class LeftOut(models.Model):
    """A contract that a cycle could not ask, and why."""

    pk = models.CompositePrimaryKey("cycle_id", "contract_id")
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="+", db_index=False)
    contract = contract_key()
    reason = models.CharField("理由", max_length=30)

    class Meta:
        db_table = "debit_left_out"
        verbose_name = "引き落としの対象外"
        constraints = [
            models.CheckConstraint(
                condition=Q(reason__in=list(LEFT_OUT)), name="left_out_for_a_known_reason"
            ),
        ]


class DebitResult(models.Model):
    """The bank's answer for one request; a pending answer may be followed by one final one."""

    pk = models.CompositePrimaryKey("cycle_id", "contract_id", "is_final")
    cycle = models.ForeignKey(
        Cycle, models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    contract = contract_key()
    is_final = models.BooleanField("確定")
    code = models.CharField("振替結果コード", max_length=1)
    result = models.ForeignKey(
        "premiums.BankResultFile",
        models.PROTECT,
        related_name="+",
        db_constraint=False,
        db_index=False,
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
        ]


class KnownAccount(models.Model):
    """An account that a file the bank received has named: it is not new to the bank any more."""

    customer_no = models.CharField("顧客番号", max_length=20, primary_key=True)
    contract = models.ForeignKey(
        "contracts.Contract", models.PROTECT, related_name="+", db_constraint=False
    )

    class Meta:
        db_table = "debit_account"
        verbose_name = "銀行が知っている口座"

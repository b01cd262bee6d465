"""返済の引き落とし — columns of what loans are asked for, of answers, and of early wishes."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from kyosai.records.loans.models.lent import Loan


class RepaymentRequest(models.Model):
    """What one loan is asked for in one debit cycle, in one sum; it stands in a file of its own."""

    pk = models.CompositePrimaryKey("cycle_id", "loan_id")
    cycle = models.ForeignKey("premiums.Cycle", models.PROTECT, related_name="+", db_index=False)
    loan = models.ForeignKey(Loan, models.PROTECT, related_name="requests")
    customer_no = models.CharField("顧客番号", max_length=20)
    turns = ArrayField(models.PositiveSmallIntegerField(), verbose_name="回")
    principal = models.PositiveBigIntegerField("元金")
    interest = models.PositiveBigIntegerField("利子")
    penalty = models.PositiveBigIntegerField("延滞利子・違約金")
    yen = models.PositiveBigIntegerField("引落金額")
    is_whole = models.BooleanField("完済")

    class Meta:
        db_table = "loan_request"
        verbose_name = "返済の引き落としの依頼"
        constraints = [
            models.CheckConstraint(
                condition=Q(yen=F("principal") + F("interest") + F("penalty"), yen__gt=0),
                name="loan_request_is_its_parts",
            ),
        ]


class RepaymentAnswer(models.Model):
    """The bank's answer to one request; a pending one may be followed by one final one."""

    pk = models.CompositePrimaryKey("cycle_id", "loan_id", "is_final")
    cycle = models.ForeignKey("premiums.Cycle", models.PROTECT, related_name="+", db_index=False)
    loan = models.ForeignKey(Loan, models.PROTECT, related_name="answers")
    is_final = models.BooleanField("確定")
    code = models.CharField("振替結果コード", max_length=1)
    at = models.DateTimeField("消込日時")

    class Meta:
        db_table = "loan_answer"
        verbose_name = "返済の引き落としの結果"


class EarlyWish(models.Model):
    """The holder wishes to repay all that is left with the next debit (繰上げ返済)."""

    receipt = models.CharField("受付番号", max_length=60, primary_key=True)
    loan = models.ForeignKey(Loan, models.PROTECT, related_name="early_wishes")
    asked_at = models.DateTimeField("申込日時")

    class Meta:
        db_table = "loan_early_wish"
        verbose_name = "繰上げ返済の申込み"

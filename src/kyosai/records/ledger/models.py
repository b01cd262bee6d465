"""仕訳帳 — columns of the journal: one row a transfer, never changed (decision 0007)."""

from django.db import models
from django.db.models import F, Q


class Transfer(models.Model):
    """Money leaving one account for another. It cannot fail to balance: it has one amount.

    The key is led by fiscal year and contract so that the journal can be divided and spread.
    Nothing is stored beside it: a balance is a question.
    """

    pk = models.CompositePrimaryKey("fiscal_year", "contract", "key")
    fiscal_year = models.PositiveSmallIntegerField("年度")
    contract = models.CharField("契約者番号", max_length=9, blank=True)
    key = models.CharField("取引の鍵", max_length=120, unique=True)
    kind = models.CharField("取引の種類", max_length=40)
    debit = models.CharField("借方", max_length=60)
    credit = models.CharField("貸方", max_length=60)
    yen = models.BigIntegerField("金額")
    effective_on = models.DateField("取引日")
    posted_at = models.DateTimeField("記帳日時")
    case_number = models.CharField("案件番号", max_length=15, blank=True)

    class Meta:
        db_table = "ledger_transfer"
        verbose_name = "仕訳"
        constraints = [
            models.CheckConstraint(condition=Q(yen__gt=0), name="transfer_moves_something"),
            models.CheckConstraint(condition=~Q(debit=F("credit")), name="transfer_goes_somewhere"),
            models.CheckConstraint(
                condition=~Q(debit="") & ~Q(credit="") & ~Q(key="") & ~Q(kind=""),
                name="transfer_says_what_it_is",
            ),
        ]

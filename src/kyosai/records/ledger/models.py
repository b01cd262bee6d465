"""仕訳帳 — columns of the journal and of its seals, never changed (decision 0007)."""

from django.db import models
from django.db.models import F, Q


class Transfer(models.Model):
    """Money leaving one account for another. It cannot fail to balance: it has one amount.

    Each fiscal year is a part of its own, and a key is used once in it. Beside these columns the
    database notes for itself which transaction posted a row; no statement of ours can say it.
    Nothing is stored beside it: a balance is a question.
    """

    pk = models.CompositePrimaryKey("key", "fiscal_year")
    fiscal_year = models.PositiveSmallIntegerField("年度")
    contract = models.CharField("契約者番号", max_length=9, blank=True, db_collation="C")
    key = models.CharField("取引の鍵", max_length=120, db_collation="C")
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


class Seal(models.Model):
    """A stretch of the journal, closed by the digest of its rows and of the seal before.

    It reaches from the end of the seal before to its own last row, in the order of transaction
    and key. The fingerprints of its rows only help to say which row differs.
    """

    number = models.PositiveBigIntegerField("番号", primary_key=True)
    previous = models.CharField("前の封印の要約値", max_length=64)
    digest = models.CharField("要約値", max_length=64)
    count = models.PositiveIntegerField("件数")
    last_posted_in = models.BigIntegerField("最後の仕訳の処理番号")
    last_key = models.CharField("最後の仕訳の鍵", max_length=120, db_collation="C")
    fingerprints = models.BinaryField("仕訳ごとの控え")
    sealed_at = models.DateTimeField("封印日時")

    class Meta:
        db_table = "ledger_seal"
        verbose_name = "仕訳帳の封印"
        constraints = [
            models.CheckConstraint(condition=Q(number__gt=0), name="seals_are_numbered_from_one"),
            models.CheckConstraint(condition=Q(count__gt=0), name="seal_covers_something"),
        ]

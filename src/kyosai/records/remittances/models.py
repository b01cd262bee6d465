"""入出金明細 — columns of bank statements as they came, of their entries and of their balances."""

from django.db import models
from django.db.models import F, Q


class BankStatement(models.Model):
    """A statement file as it came, kept before anybody reads it."""

    name = models.CharField("ファイル名", max_length=90, primary_key=True)
    digest = models.CharField("要約値", max_length=64)
    content = models.BinaryField("内容")
    fetched_at = models.DateTimeField("受領日時")

    class Meta:
        db_table = "bank_statement"
        verbose_name = "入出金明細"


class StatementReading(models.Model):
    """What became of a statement: taken whole, seen before, or refused whole."""

    statement = models.OneToOneField(
        BankStatement, models.PROTECT, primary_key=True, related_name="reading"
    )
    at = models.DateTimeField("処理日時")
    outcome = models.CharField("処理結果", max_length=10)
    refusal = models.CharField("拒否の理由", max_length=300, blank=True)

    class Meta:
        db_table = "bank_statement_reading"
        verbose_name = "入出金明細の取込み"
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=["taken", "repeated"], refusal="")
                | Q(outcome="refused", refusal__gt=""),
                name="statement_reading_is_whole",
            ),
        ]


class StatedBalance(models.Model):
    """The balances of one account before and after some days; each day is told once."""

    pk = models.CompositePrimaryKey("scheme", "first_on")
    scheme = models.CharField("制度", max_length=12)
    first_on = models.DateField("勘定日（自）")
    last_on = models.DateField("勘定日（至）")
    opening = models.BigIntegerField("取引前残高")
    closing = models.BigIntegerField("取引後残高")
    statement = models.ForeignKey(BankStatement, models.PROTECT, related_name="balances")

    class Meta:
        db_table = "bank_statement_balance"
        verbose_name = "入出金明細の残高"
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")), name="balance_ends_after_it_began"
            ),
        ]


class StatementEntry(models.Model):
    """One entry: money in or out, and which debits it brings or which payment it is of."""

    pk = models.CompositePrimaryKey("statement_id", "ordinal")
    statement = models.ForeignKey(BankStatement, models.PROTECT, related_name="entries")
    ordinal = models.PositiveIntegerField("番号")
    scheme = models.CharField("制度", max_length=12)
    booked_on = models.DateField("勘定日")
    is_credit = models.BooleanField("入金")
    yen = models.BigIntegerField("金額")
    payer = models.CharField("振込依頼人", max_length=48, blank=True)
    narrative = models.CharField("摘要", max_length=20, blank=True)
    edi = models.CharField("EDI情報", max_length=20, blank=True)
    cycle = models.ForeignKey(
        "premiums.Cycle", models.PROTECT, related_name="remittances", null=True
    )
    paid = models.CharField(
        "支払番号・ファイル名", max_length=80, blank=True, default="", db_default=""
    )

    class Meta:
        db_table = "bank_statement_entry"
        verbose_name = "入出金明細の行"
        constraints = [
            models.CheckConstraint(condition=Q(yen__gt=0), name="entry_is_of_some_yen"),
        ]


class ReturnedEntry(models.Model):
    """Unmatched money that an officer found to be a holder's: owed back, or used for them."""

    pk = models.CompositePrimaryKey("statement_id", "ordinal")
    statement = models.ForeignKey(BankStatement, models.PROTECT, related_name="+")
    ordinal = models.PositiveIntegerField("番号")
    contract = models.ForeignKey("contracts.Contract", models.PROTECT, related_name="+")
    officer = models.CharField("担当者", max_length=150)
    at = models.DateTimeField("処理日時")

    class Meta:
        db_table = "bank_statement_returned"
        verbose_name = "返す入金"

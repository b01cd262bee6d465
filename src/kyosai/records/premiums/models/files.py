"""銀行とのファイル — columns of request files, of result files, and of what became of each."""

from django.db import models
from django.db.models import Q

from kyosai.records.premiums.models.debits import Cycle


class DebitFile(models.Model):
    """A file for the bank: first a row with its bytes, then a send. Its bytes never differ.

    Nobody made it but a rule, unless a person is named.
    """

    name = models.CharField("ファイル名", max_length=80, primary_key=True)
    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="files")
    part = models.PositiveSmallIntegerField("ファイルの番号")
    digest = models.CharField("要約値", max_length=64, unique=True)
    records = models.PositiveIntegerField("件数")
    yen = models.PositiveBigIntegerField("合計金額")
    made_at = models.DateTimeField("作成日時")
    made_by = models.CharField("作成した人", max_length=150, blank=True)

    class Meta:
        db_table = "debit_file"
        verbose_name = "口座振替依頼ファイル"
        constraints = [
            models.UniqueConstraint(fields=["cycle", "part"], name="debit_file_is_made_once"),
        ]


class DebitFileContent(models.Model):
    """The bytes of a file. The application may write them; it may read only what was approved.

    ``ReleasedFile`` is the way to read them: the database shows there what two officers released.
    """

    file = models.OneToOneField(
        DebitFile, models.PROTECT, primary_key=True, related_name="kept_content"
    )
    digest = models.CharField("要約値", max_length=64)
    content = models.BinaryField("内容")

    class Meta:
        db_table = "debit_file_content"
        verbose_name = "口座振替依頼ファイルの内容"


class Approval(models.Model):
    """One officer of the treasury releases one file, by its digest; two make it leave."""

    pk = models.CompositePrimaryKey("file_id", "officer")
    file = models.ForeignKey(DebitFile, models.PROTECT, related_name="approvals", db_index=False)
    officer = models.CharField("担当者", max_length=150)
    digest = models.CharField("要約値", max_length=64)
    at = models.DateTimeField("承認日時")

    class Meta:
        db_table = "debit_file_approval"
        verbose_name = "承認"


class ReleasedFile(models.Model):
    """A view: the bytes of the files that two officers have approved, and of no other."""

    name = models.CharField("ファイル名", max_length=80, primary_key=True)
    digest = models.CharField("要約値", max_length=64)
    content = models.BinaryField("内容")

    class Meta:
        managed = False
        db_table = "debit_file_released"


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


class MandateDay(models.Model):
    """A day whose file of registered accounts has been read; the file itself is not kept."""

    day = models.DateField("日付", primary_key=True)
    digest = models.CharField("要約値", max_length=64)
    rows = models.PositiveIntegerField("件数")
    read_at = models.DateTimeField("処理日時")

    class Meta:
        db_table = "mandate_day"
        verbose_name = "口座登録日次ファイル"

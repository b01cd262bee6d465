"""提出する書類 — columns of sealed copies, their bundles, and what the office said."""

from django.db import models
from django.db.models import Q

KINDS = {
    "retirement_slip": "退職所得の源泉徴収票",
    "occasional_report": "一時金の支払調書",
    "survivor_report": "退職手当金等受給者別支払調書",
    "pension_slip_filed": "公的年金等の源泉徴収票",
}


class TaxCopy(models.Model):
    """One copy for the tax office, sealed to its key: nobody here can open it again.

    ``has_my_number`` says whether the recipient's number stands on it, never which.
    """

    key = models.CharField("書類の鍵", max_length=120, primary_key=True, db_collation="C")
    kind = models.CharField("書類の種類", max_length=30)
    year = models.PositiveSmallIntegerField("年")
    yen = models.PositiveBigIntegerField("支払った額")
    national = models.PositiveBigIntegerField("所得税等")
    hand_in_by = models.DateField("提出期限")
    has_my_number = models.BooleanField("個人番号の記載")
    sealed = models.BinaryField("書類（暗号文）")
    digest = models.CharField("要約値", max_length=64)
    prepared_by = models.CharField("作成した人", max_length=150)
    prepared_at = models.DateTimeField("作成日時")

    class Meta:
        db_table = "tax_copy"
        verbose_name = "税務署に出す写し"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="tax_copy_is_known"),
        ]
        indexes = [models.Index(fields=["year", "kind"], name="tax_copy_by_year")]


class TaxBundle(models.Model):
    """Copies of one kind and year that go together: how many, how much, under one digest."""

    name = models.CharField("束の名前", max_length=60, primary_key=True)
    kind = models.CharField("書類の種類", max_length=30)
    year = models.PositiveSmallIntegerField("年")
    records = models.PositiveIntegerField("件数")
    yen = models.PositiveBigIntegerField("支払った額の合計")
    national = models.PositiveBigIntegerField("所得税等の合計")
    digest = models.CharField("要約値", max_length=64)
    hand_in_by = models.DateField("提出期限")
    made_by = models.CharField("束ねた人", max_length=150)
    made_at = models.DateTimeField("束ねた日時")

    class Meta:
        db_table = "tax_bundle"
        verbose_name = "税務署に出す束"


class TaxBundleLine(models.Model):
    """A copy in a bundle; it stands in one bundle, ever."""

    copy = models.OneToOneField(TaxCopy, models.PROTECT, primary_key=True, related_name="line")
    bundle = models.ForeignKey(TaxBundle, models.PROTECT, related_name="lines")

    class Meta:
        db_table = "tax_bundle_line"
        verbose_name = "税務署に出す束の行"


class TaxBundleRelease(models.Model):
    """Another officer than any who prepared it lets a bundle go, by its digest."""

    bundle = models.OneToOneField(
        TaxBundle, models.PROTECT, primary_key=True, related_name="release"
    )
    officer = models.CharField("担当者", max_length=150)
    digest = models.CharField("要約値", max_length=64)
    at = models.DateTimeField("決めた日時")

    class Meta:
        db_table = "tax_bundle_release"
        verbose_name = "提出の決裁"


class TaxBundleReceipt(models.Model):
    """The tax office has received a bundle."""

    bundle = models.OneToOneField(
        TaxBundle, models.PROTECT, primary_key=True, related_name="receipt"
    )
    number = models.CharField("受付番号", max_length=80)
    at = models.DateTimeField("受付日時")

    class Meta:
        db_table = "tax_bundle_receipt"
        verbose_name = "税務署の受付"
        constraints = [
            models.CheckConstraint(condition=~Q(number=""), name="tax_receipt_has_a_number"),
        ]

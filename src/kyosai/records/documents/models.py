"""書類 — columns of files received and issued, kept by digest."""

from django.db import models
from django.db.models import F, Q


class Document(models.Model):
    """The bytes of a file, once, whoever sent or received it."""

    digest = models.CharField("要約値", max_length=64, primary_key=True)
    media = models.CharField("形式", max_length=60)
    content = models.BinaryField("内容")
    pages = models.PositiveIntegerField("ページ数", default=1)
    kept_on = models.DateField("受領日・発行日")
    retention_until = models.DateField("保存期限")

    class Meta:
        db_table = "document"
        verbose_name = "書類"
        constraints = [
            models.CheckConstraint(
                condition=Q(retention_until__gt=F("kept_on")), name="document_is_kept_for_a_time"
            ),
            models.CheckConstraint(
                condition=Q(digest__regex=r"^[0-9a-f]{64}$"), name="document_digest_is_sha256"
            ),
        ]


class DocumentUse(models.Model):
    """What a document is to somebody: an attachment received, or a certificate issued."""

    id = models.UUIDField(primary_key=True)
    document = models.ForeignKey(Document, models.PROTECT, related_name="uses")
    person = models.UUIDField("利用者", db_index=True)
    kind = models.CharField("書類の種類", max_length=40)
    number = models.CharField("書類の番号", max_length=40, blank=True)
    filename = models.CharField("ファイル名", max_length=200)
    original_digest = models.CharField("元の要約値", max_length=64, blank=True)
    kept_at = models.DateTimeField("受領日時・発行日時")

    class Meta:
        db_table = "document_use"
        verbose_name = "書類の用途"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "number"],
                condition=~Q(number=""),
                name="document_is_issued_once",
            ),
        ]

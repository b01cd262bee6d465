"""催告 — columns of warnings to holders with twelve unpaid months, and of their delivery."""

from django.db import models
from django.db.models import Q


class Warned(models.Model):
    """A holder was warned of a stretch of unpaid months; ``since`` is the oldest of them."""

    pk = models.CompositePrimaryKey("contract_id", "since")
    contract = models.ForeignKey("contracts.Contract", models.PROTECT, related_name="+")
    since = models.DateField("最も古い未納の月")
    at = models.DateTimeField("催告日時")
    notice_key = models.CharField("通知の鍵", max_length=120, unique=True)

    class Meta:
        db_table = "premium_warned"
        verbose_name = "催告"
        constraints = [
            models.CheckConstraint(condition=Q(since__day=1), name="warned_since_a_month"),
        ]


class Delivered(models.Model):
    """Proof that a warning reached its holder: the notice was opened, or the letter was posted."""

    pk = models.CompositePrimaryKey("contract_id", "since")
    contract = models.ForeignKey("contracts.Contract", models.PROTECT, related_name="+")
    since = models.DateField("最も古い未納の月")
    kind = models.CharField("届いたことの証拠", max_length=8)
    on = models.DateField("届いた日")
    words = models.CharField("引受番号", max_length=500, blank=True)

    class Meta:
        db_table = "premium_warning_delivered"
        verbose_name = "催告の到達"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="opened", words="") | Q(kind="posted", words__gt=""),
                name="delivered_is_opened_or_posted",
            ),
        ]

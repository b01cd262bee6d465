"""通知 — columns of what we told whom, and of mail waiting to go out."""

from django.db import models
from django.db.models import Q


class Notice(models.Model):
    """A notice in the portal's inbox, in the words the person sees."""

    id = models.UUIDField(primary_key=True)
    key = models.CharField("通知の鍵", max_length=120, unique=True)
    party = models.ForeignKey("parties.Party", models.PROTECT, related_name="notices")
    contract = models.ForeignKey(
        "contracts.Contract", models.PROTECT, related_name="notices", null=True
    )
    kind = models.CharField("通知の種類", max_length=40)
    at = models.DateTimeField("通知日時")
    title = models.CharField("件名", max_length=100)
    body = models.TextField("本文")
    actions = models.JSONField("次にできること", default=list)

    class Meta:
        db_table = "notice"
        verbose_name = "通知"
        constraints = [
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(body=""), name="notice_says_something"
            ),
        ]
        indexes = [models.Index(fields=["party", "-at"], name="notice_of_party")]


class Reading(models.Model):
    """The first time a person opened a notice."""

    notice = models.OneToOneField(Notice, models.PROTECT, primary_key=True, related_name="reading")
    read_at = models.DateTimeField("開封日時")

    class Meta:
        db_table = "notice_reading"
        verbose_name = "開封"


class MailOutbox(models.Model):
    """A mail that is to go out: it says that there is news, never what the news is."""

    key = models.CharField("通知の鍵", max_length=120, primary_key=True)
    recipient = models.CharField("宛先", max_length=254)
    subject = models.CharField("件名", max_length=100)
    body = models.TextField("本文")
    made_at = models.DateTimeField("作成日時")
    sent_at = models.DateTimeField("送信日時", null=True)
    tries = models.PositiveIntegerField("送信回数", default=0)

    class Meta:
        db_table = "mail_outbox"
        verbose_name = "送信待ちのメール"
        indexes = [
            models.Index(
                fields=["made_at"], name="mail_waiting", condition=Q(sent_at__isnull=True)
            ),
        ]

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


class DeliveryChoice(models.Model):
    """How a person wants to be told, chosen on a day; a change of mind is a later row."""

    id = models.BigAutoField(primary_key=True)
    party = models.ForeignKey("parties.Party", models.PROTECT, related_name="delivery_choices")
    at = models.DateTimeField("選んだ日時")
    way = models.CharField("お知らせの受け取り方", max_length=12)
    terms = models.CharField("同意した文の版", max_length=20)
    source = models.CharField("出所", max_length=60)

    class Meta:
        db_table = "delivery_choice"
        verbose_name = "受け取り方の選択"
        constraints = [
            models.CheckConstraint(
                condition=Q(way__in=("electronic", "paper")), name="delivery_way_is_known"
            ),
        ]
        indexes = [models.Index(fields=["party", "-id"], name="delivery_choice_of_party")]


class ContactTrouble(models.Model):
    """Nobody was found under an address, or a mail came back for good.

    It is over when the person has given another address: then ``place`` is not the newest one.
    """

    id = models.BigAutoField(primary_key=True)
    party = models.ForeignKey("parties.Party", models.PROTECT, related_name="contact_troubles")
    medium = models.CharField("届かなかった方法", max_length=6)
    place = models.CharField("届かなかった宛先", max_length=300)
    found_at = models.DateTimeField("分かった日時")
    source = models.CharField("出所", max_length=120)

    class Meta:
        db_table = "contact_trouble"
        verbose_name = "届かない連絡先"
        constraints = [
            models.CheckConstraint(
                condition=Q(medium__in=("paper", "mail")), name="contact_medium_is_known"
            ),
            models.UniqueConstraint(
                fields=["party", "medium", "place"], name="contact_trouble_is_noted_once"
            ),
        ]

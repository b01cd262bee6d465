"""入口の表 — who signs in (a keyed hash), sealed drafts, where filings stand, and counts."""

from typing import ClassVar

from django.db import models


class Person(models.Model):
    """A sign-in mapped to a random number; neither can be read back to a name."""

    objects: ClassVar[models.Manager["Person"]] = models.Manager()

    subject = models.CharField("利用者の要約", max_length=64, primary_key=True)
    person = models.UUIDField("利用者の番号", unique=True)
    first_seen_on = models.DateField("はじめての日")

    class Meta:
        db_table = "portal_person"


class Draft(models.Model):
    """A sealed draft: only its own person's sign-in brings the key (decision 13)."""

    objects: ClassVar[models.Manager["Draft"]] = models.Manager()

    pk = models.CompositePrimaryKey("person", "procedure")
    person = models.UUIDField("利用者の番号")
    procedure = models.CharField("手続き", max_length=40)
    sealed = models.BinaryField("封緘した下書き")
    saved_at = models.DateTimeField("保存日時")
    expires_at = models.DateTimeField("期限", db_index=True)
    receipt = models.CharField("送信した受付番号", max_length=20, blank=True, default="")

    class Meta:
        db_table = "portal_draft"


class Filing(models.Model):
    """What a person needs to follow a filing: number, promise, no name and no amount."""

    objects: ClassVar[models.Manager["Filing"]] = models.Manager()

    receipt = models.CharField("受付番号", max_length=20, primary_key=True)
    person = models.UUIDField("利用者の番号", db_index=True)
    procedure = models.CharField("手続き", max_length=40)
    message = models.UUIDField("メッセージ番号", unique=True)
    received_at = models.DateTimeField("受付日時")
    due_at = models.DateTimeField("お約束の日時", null=True)

    class Meta:
        db_table = "portal_filing"


class Begun(models.Model):
    """How many drafts of one procedure were begun on a day; no person, no hour."""

    objects: ClassVar[models.Manager["Begun"]] = models.Manager()

    pk = models.CompositePrimaryKey("day", "scheme", "procedure")
    day = models.DateField("日")
    scheme = models.CharField("制度", max_length=12)
    procedure = models.CharField("手続き", max_length=40)
    count = models.PositiveIntegerField("はじめた数", default=0)

    class Meta:
        db_table = "portal_begun"


class Surveyed(models.Model):
    """The receipts whose filing has been answered about: one answer each, and not what it was."""

    objects: ClassVar[models.Manager["Surveyed"]] = models.Manager()

    receipt = models.CharField("受付番号", max_length=20, primary_key=True)
    answered_on = models.DateField("答えた日")

    class Meta:
        db_table = "portal_surveyed"

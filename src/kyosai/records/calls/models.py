"""電話の応対 — columns of calls and of what came of them; nothing here is ever changed."""

from django.db import models
from django.db.models import F, Q


class CallBack(models.Model):
    """A half hour promised to a person; a seat is promised once, so no half hour overflows."""

    id = models.UUIDField(primary_key=True)
    party = models.ForeignKey("parties.Party", models.PROTECT, related_name="call_backs")
    starts_at = models.DateTimeField("約束の時刻")
    seat = models.PositiveSmallIntegerField("席")
    topic = models.CharField("用件", max_length=40)
    receipt = models.CharField("受付番号", max_length=60, unique=True)
    booked_by = models.CharField("予約した人", max_length=150)
    booked_at = models.DateTimeField("予約日時")

    class Meta:
        db_table = "call_back"
        verbose_name = "折り返しの約束"
        constraints = [
            models.UniqueConstraint(fields=["starts_at", "seat"], name="call_back_seat_is_one"),
            models.CheckConstraint(
                condition=Q(starts_at__gt=F("booked_at")), name="call_back_is_to_come"
            ),
        ]


class Call(models.Model):
    """One call an operator answers or makes; about somebody, or about nobody in particular."""

    id = models.UUIDField(primary_key=True)
    begun_at = models.DateTimeField("始めた日時")
    officer = models.CharField("担当者", max_length=150)
    party = models.ForeignKey("parties.Party", models.PROTECT, related_name="calls", null=True)
    found_by = models.CharField("さがし方", max_length=20, blank=True)
    call_back = models.OneToOneField(CallBack, models.PROTECT, related_name="call", null=True)

    class Meta:
        db_table = "call"
        verbose_name = "電話"
        indexes = [
            models.Index(fields=["party", "begun_at"], name="call_of_party"),
            models.Index(fields=["begun_at"], name="call_by_time"),
        ]


class CallerCheck(models.Model):
    """What a caller was asked, and whether all of it was as the record says."""

    id = models.UUIDField(primary_key=True)
    call = models.ForeignKey(Call, models.PROTECT, related_name="checks")
    at = models.DateTimeField("日時")
    questions = models.JSONField("たずねたこと", default=list)
    is_good = models.BooleanField("合った")

    class Meta:
        db_table = "call_caller_check"
        verbose_name = "電話での本人確認"


class CallAct(models.Model):
    """Something done for the person during a call: there are two kinds, and no third."""

    id = models.UUIDField(primary_key=True)
    call = models.ForeignKey(Call, models.PROTECT, related_name="acts")
    at = models.DateTimeField("日時")
    kind = models.CharField("したこと", max_length=20)
    words = models.CharField("内容", max_length=100)

    class Meta:
        db_table = "call_act"
        verbose_name = "電話でした手続き"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=("certificate", "contact")), name="call_act_is_allowed"
            ),
        ]


class CallEnd(models.Model):
    """How a call ended: why the person called, what came of it, how long it took."""

    call = models.OneToOneField(Call, models.PROTECT, primary_key=True, related_name="end")
    at = models.DateTimeField("終わった日時")
    reason = models.CharField("用件", max_length=40)
    outcome = models.CharField("結果", max_length=40)
    by_script = models.BooleanField("台本で答えた")
    seconds = models.PositiveIntegerField("秒数")
    words = models.CharField("記録", max_length=300, blank=True)

    class Meta:
        db_table = "call_end"
        verbose_name = "電話の結果"


class ContactChange(models.Model):
    """Another phone number or mail address, waiting for the codes sent to the old and the new."""

    id = models.UUIDField(primary_key=True)
    call = models.ForeignKey(Call, models.PROTECT, related_name="contact_changes")
    party = models.ForeignKey("parties.Party", models.PROTECT, related_name="contact_changes")
    what = models.CharField("直すもの", max_length=10)
    value = models.CharField("新しい連絡先", max_length=254)
    old_digest = models.CharField("前の連絡先のコードの要約値", max_length=64)
    new_digest = models.CharField("新しい連絡先のコードの要約値", max_length=64)
    asked_at = models.DateTimeField("受けた日時")
    valid_until = models.DateTimeField("コードの期限")

    class Meta:
        db_table = "call_contact_change"
        verbose_name = "連絡先の訂正"
        constraints = [
            models.CheckConstraint(
                condition=Q(what__in=("phone", "email")), name="contact_change_is_of_contact"
            ),
        ]


class ContactChangeTry(models.Model):
    """Two codes were said: the right ones, or not."""

    id = models.UUIDField(primary_key=True)
    change = models.ForeignKey(ContactChange, models.PROTECT, related_name="tries")
    at = models.DateTimeField("日時")
    is_good = models.BooleanField("合った")

    class Meta:
        db_table = "call_contact_change_try"
        verbose_name = "連絡先の訂正の確認"

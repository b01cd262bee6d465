"""Columns of 担当者."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models.functions import Now

from kyosai.records.officers.duties import DUTIES


class Officer(AbstractUser):
    """A member of staff: signs in with a second factor, holds one duty at one desk."""

    desk = models.CharField("担当", max_length=20, default="contracts")
    duty = models.CharField("職務", max_length=20, default="")
    display_name = models.CharField("表示名", max_length=60)
    approves_up_to = models.PositiveBigIntegerField(
        "1ファイルの承認の上限", default=0, db_default=0
    )

    class Meta:
        db_table = "officer"
        verbose_name = "担当者"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(duty__in=("", *DUTIES)), name="officer_duty_is_known"
            ),
        ]


class Appointment(models.Model):
    """Somebody is given a duty and a limit by two others; installation names nobody.

    The database lets an officer's duty change only to what the newest of these says.
    """

    id = models.BigAutoField(primary_key=True)
    username = models.CharField("担当者", max_length=150)
    duty = models.CharField("職務", max_length=20)
    desk = models.CharField("担当", max_length=20)
    approves_up_to = models.PositiveBigIntegerField(
        "1ファイルの承認の上限", default=0, db_default=0
    )
    proposed_by = models.CharField(
        "起案した人", max_length=150, default="", db_default="", blank=True
    )
    confirmed_by = models.CharField(
        "決裁した人", max_length=150, default="", db_default="", blank=True
    )
    noted_at = models.DateTimeField("記録の日時", db_default=Now())

    class Meta:
        db_table = "officer_appointment"
        verbose_name = "任命"

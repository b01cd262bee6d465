"""Columns of 担当者."""

from django.contrib.auth.models import AbstractUser
from django.db import models

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

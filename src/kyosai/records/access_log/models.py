"""閲覧記録 — columns of who looked at whom, and why."""

from django.db import models
from django.db.models import Q


class Look(models.Model):
    """One look at a person's particulars, which that person can see."""

    id = models.UUIDField(primary_key=True)
    at = models.DateTimeField("閲覧日時")
    officer = models.CharField("担当者", max_length=150)
    role = models.CharField("担当", max_length=40)
    party = models.ForeignKey("parties.Party", models.PROTECT, related_name="looks")
    what = models.CharField("見たもの", max_length=100)
    why = models.CharField("理由", max_length=200)

    class Meta:
        db_table = "access_look"
        verbose_name = "閲覧記録"
        constraints = [
            models.CheckConstraint(condition=~Q(why=""), name="look_has_a_reason"),
        ]
        indexes = [models.Index(fields=["party", "-at"], name="look_at_party")]


class TurnedAway(models.Model):
    """An officer who wanted to see what is not theirs to see, and did not."""

    id = models.UUIDField(primary_key=True)
    at = models.DateTimeField("日時")
    officer = models.CharField("担当者", max_length=150)
    role = models.CharField("担当", max_length=40)
    what = models.CharField("見ようとしたもの", max_length=100)
    why = models.CharField("断った理由", max_length=200)

    class Meta:
        db_table = "access_turned_away"
        verbose_name = "お断りの記録"

"""声の表 — columns of survey answers and of drafts begun; no person, no receipt, no hour."""

from django.db import models
from django.db.models import Q


class SurveyAnswer(models.Model):
    """Two answers about one filing. The token keeps a second answer out, and leads nowhere."""

    token = models.CharField("二度目を防ぐ値", max_length=64, primary_key=True)
    procedure = models.CharField("手続き", max_length=60)
    satisfaction = models.PositiveSmallIntegerField("満足度")
    ease = models.PositiveSmallIntegerField("わかりやすさ")
    answered_on = models.DateField("答えた日")

    class Meta:
        db_table = "survey_answer"
        verbose_name = "アンケートの答え"
        constraints = [
            models.CheckConstraint(
                condition=Q(satisfaction__range=(1, 5), ease__range=(1, 5)),
                name="survey_answers_are_one_to_five",
            ),
        ]
        indexes = [models.Index(fields=["answered_on"], name="survey_answer_by_day")]


class Begun(models.Model):
    """How many drafts of a procedure were begun on a day, as the portal counted them."""

    pk = models.CompositePrimaryKey("day", "procedure")
    day = models.DateField("日")
    procedure = models.CharField("手続き", max_length=60)
    count = models.PositiveIntegerField("はじめた数")

    class Meta:
        db_table = "filing_begun"
        verbose_name = "はじめた手続きの数"

"""委託機関の表 — columns of the register, of staff, and of confirmed conditions; rows that stay."""

from django.db import models
from django.db.models import F, Q

KINDS = {"society": "委託団体", "bank": "代理店（金融機関）"}
DUTIES = {"assist": "手続きを一緒に用意する", "confirm": "特別貸付けの要件を確認する"}


class Agency(models.Model):
    """One line of the register: who, for which duties, from when to when. A later line counts."""

    id = models.UUIDField(primary_key=True)
    corporate_number = models.CharField("法人番号", max_length=13)
    name = models.CharField("名前", max_length=100)
    kind = models.CharField("種類", max_length=10)
    duties = models.JSONField("委託する仕事")
    begins_on = models.DateField("始まる日")
    ends_on = models.DateField("最後の日")
    entered_at = models.DateTimeField("登録日時")

    class Meta:
        db_table = "agency"
        verbose_name = "委託機関"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=list(KINDS)), name="agency_kind_is_known"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("begins_on")), name="agency_ends_after_it_began"
            ),
        ]
        indexes = [models.Index(fields=["corporate_number"], name="agency_by_number")]


class Staff(models.Model):
    """Somebody who came in for an agency: a sign-in, and the name it proved."""

    pk = models.CompositePrimaryKey("person", "corporate_number")
    person = models.UUIDField("利用者の番号")
    corporate_number = models.CharField("法人番号", max_length=13)
    name = models.CharField("名前", max_length=100)
    at = models.DateTimeField("はじめて入った日時")

    class Meta:
        db_table = "agency_staff"
        verbose_name = "委託機関の担当者"


class Condition(models.Model):
    """What an agency confirmed of a member, so that a special loan needs no picture."""

    receipt = models.CharField("受付番号", max_length=20, primary_key=True)
    party = models.ForeignKey("parties.Party", models.PROTECT, related_name="loan_conditions")
    corporate_number = models.CharField("法人番号", max_length=13)
    staff = models.CharField("確認した人", max_length=200)
    person = models.UUIDField("確認した人の番号")
    loan_kind = models.CharField("貸付けの種類", max_length=30)
    facts = models.JSONField("確認した内容")
    confirmed_on = models.DateField("確認した日")
    until = models.DateField("使える最後の日")
    at = models.DateTimeField("確認日時")

    class Meta:
        db_table = "loan_condition"
        verbose_name = "特別貸付けの要件の確認"
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("confirmed_on")), name="condition_ends_after_it_began"
            ),
        ]

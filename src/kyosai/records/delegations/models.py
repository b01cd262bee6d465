"""代理 — columns of delegations, their acceptance and end, and of what was prepared and done.

Every table is append-only: how a delegation stands is a question, not a column.
"""

from django.db import models
from django.db.models import F, Q


class Delegation(models.Model):
    """A holder's invitation to prepare filings of one scheme, accepted with a code."""

    id = models.UUIDField(primary_key=True)
    party = models.ForeignKey("parties.Party", models.PROTECT, related_name="delegations")
    scheme = models.CharField("制度", max_length=12)
    scope = models.CharField("頼む範囲", max_length=20)
    code_digest = models.CharField("コードの要約値", max_length=64, unique=True)
    receipt = models.CharField("受付番号", max_length=60, unique=True)
    given_at = models.DateTimeField("頼んだ日時")
    accept_by = models.DateField("引き受けの期限")
    until = models.DateField("最後の日")

    class Meta:
        db_table = "delegation"
        verbose_name = "代理"
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("accept_by")), name="delegation_can_be_accepted_in_time"
            ),
        ]


class DelegationAccepted(models.Model):
    """Who took an invitation on: once, by whoever came first with the code."""

    delegation = models.OneToOneField(
        Delegation, models.PROTECT, primary_key=True, related_name="accepted"
    )
    delegate = models.UUIDField("代理人", db_index=True)
    name = models.CharField("代理人の名前", max_length=200)
    at = models.DateTimeField("引き受けた日時")

    class Meta:
        db_table = "delegation_accepted"
        verbose_name = "代理の引受け"


class DelegationEnded(models.Model):
    """The end of a delegation before its last day."""

    delegation = models.OneToOneField(
        Delegation, models.PROTECT, primary_key=True, related_name="ended"
    )
    by = models.CharField("終わらせた人", max_length=10)
    at = models.DateTimeField("終わった日時")

    class Meta:
        db_table = "delegation_ended"
        verbose_name = "代理の終わり"
        constraints = [
            models.CheckConstraint(
                condition=Q(by__in=["holder", "delegate"]), name="delegation_end_is_by_one_of_two"
            ),
        ]


class Prepared(models.Model):
    """A change a delegate prepared; nothing happens until the holder sends it."""

    id = models.UUIDField(primary_key=True)
    delegation = models.ForeignKey(Delegation, models.PROTECT, related_name="prepared")
    receipt = models.CharField("受付番号", max_length=60, unique=True)
    kind = models.CharField("手続き", max_length=40)
    change = models.TextField("用意した内容")
    at = models.DateTimeField("用意した日時")

    class Meta:
        db_table = "delegation_prepared"
        verbose_name = "代理人が用意した変更"


class PreparedSettled(models.Model):
    """What the holder said to it: once."""

    prepared = models.OneToOneField(
        Prepared, models.PROTECT, primary_key=True, related_name="settled"
    )
    answer = models.CharField("返事", max_length=10)
    at = models.DateTimeField("返事の日時")

    class Meta:
        db_table = "delegation_prepared_settled"
        verbose_name = "用意された変更への返事"
        constraints = [
            models.CheckConstraint(
                condition=Q(answer__in=["approved", "declined"]), name="prepared_answer_is_known"
            ),
        ]


class Deed(models.Model):
    """Something a delegate did, or was kept from doing, as the holder reads it."""

    id = models.UUIDField(primary_key=True)
    delegation = models.ForeignKey(Delegation, models.PROTECT, related_name="deeds")
    at = models.DateTimeField("日時")
    words = models.CharField("したこと", max_length=200)

    class Meta:
        db_table = "delegation_deed"
        verbose_name = "代理人がしたこと"
        indexes = [models.Index(fields=["delegation", "-at"], name="deed_of_delegation")]

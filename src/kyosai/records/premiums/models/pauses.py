"""引き落としの休み — columns of contracts at their ceiling, and of months that are put off."""

from django.db import models
from django.db.models import F, Q

from kyosai.records.premiums.models.dues import contract_key


class AtCeiling(models.Model):
    """A contract whose premiums have reached the ceiling; its holder was told when it was noted.

    The row goes when the total falls below.
    """

    contract = models.OneToOneField(
        "contracts.Contract",
        models.PROTECT,
        primary_key=True,
        related_name="+",
        db_constraint=False,
    )
    since = models.DateField("上限に達した日")

    class Meta:
        db_table = "premium_at_ceiling"
        verbose_name = "掛金の上限への到達"


class Deferral(models.Model):
    """A month whose due date an order has put off, and the debit that asks for it instead."""

    pk = models.CompositePrimaryKey("contract_id", "month")
    contract = contract_key()
    month = models.DateField("月分")
    due_on = models.DateField("延ばした納付期限")
    asked_in = models.DateField("引き落とす月")
    debit_on = models.DateField("引き落としの予定日")
    order_key = models.CharField("延長の定め", max_length=40)

    class Meta:
        db_table = "contract_deferral"
        verbose_name = "納付期限の延長"
        constraints = [
            models.CheckConstraint(
                condition=Q(month__day=1, asked_in__day=1),
                name="deferral_is_of_a_month",
            ),
            models.CheckConstraint(
                condition=Q(debit_on__gt=F("month"), due_on__gte=F("debit_on")),
                name="deferral_is_asked_in_time",
            ),
        ]

"""移行前の納付 — columns of what the earlier system says was paid, by stretch."""

from django.db import models
from django.db.models import Q


class PaidBefore(models.Model):
    """Months paid one after another at one monthly premium, before the contract came to us.

    Handed over once and never changed: what was paid later stands in dues and journal. A due of
    each such month would be two hundred million rows that nobody bills.
    """

    pk = models.CompositePrimaryKey("contract_id", "first_month")
    contract = models.ForeignKey(
        "contracts.Contract", models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    first_month = models.DateField("はじめの月")
    yen = models.PositiveIntegerField("掛金月額")
    months = models.PositiveSmallIntegerField("掛金納付月数")

    class Meta:
        db_table = "contract_paid_before"
        verbose_name = "移行前の納付"
        constraints = [
            models.CheckConstraint(
                condition=Q(yen__gt=0, months__gt=0), name="paid_before_is_of_some_yen"
            ),
            models.CheckConstraint(
                condition=Q(first_month__day=1), name="paid_before_begins_with_a_month"
            ),
        ]

"""口座振替契約 — columns of the accounts we may debit, their numbers sealed."""

from django.db import models
from django.db.models import Q

ON_PAPER = "paper"  # stands where the hub's request number stands on other mandates
STATES = ("registered", "confirmed", "suspect", "stopped", "replaced", "returned")


class Mandate(models.Model):
    """Leave to debit one account, under the customer number drawn before there was a contract."""

    customer_no = models.CharField("顧客番号", max_length=20, primary_key=True)
    person = models.UUIDField("利用者", null=True, db_index=True)
    contract = models.ForeignKey(
        "contracts.Contract", models.PROTECT, related_name="mandates", null=True
    )
    request_id = models.CharField("受付要求番号", max_length=60, blank=True)
    mandate_id = models.CharField("口座振替受付番号", max_length=60, blank=True)
    bank_code = models.CharField("金融機関コード", max_length=4)
    bank_name = models.CharField("金融機関名", max_length=60, blank=True)
    branch_code = models.CharField("支店コード", max_length=3)
    branch_name = models.CharField("支店名", max_length=60, blank=True)
    account_kind = models.CharField("預金種目", max_length=10)
    account_masked = models.CharField("口座番号（下3桁）", max_length=20, blank=True)
    account_sealed = models.BinaryField("口座番号（暗号文）", null=True)
    holder_kana = models.CharField("口座名義", max_length=60, blank=True)
    state = models.CharField("口座振替契約の状態", max_length=12)
    registered_on = models.DateField("登録日")
    confirmed_on = models.DateField("確認日", null=True)

    class Meta:
        db_table = "mandate"
        verbose_name = "口座振替契約"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=STATES), name="mandate_state_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=["registered", "replaced", "returned"])
                | Q(account_sealed__isnull=False, confirmed_on__isnull=False),
                name="mandate_is_debited_with_its_number",
            ),
            models.CheckConstraint(
                condition=Q(customer_no__regex=r"^\d{20}$"), name="customer_no_is_twenty_digits"
            ),
            models.UniqueConstraint(
                fields=["contract"],
                # What a plan asks of every account stands in the index itself.
                include=["state", "bank_code", "branch_code", "customer_no"],
                condition=Q(state__in=["confirmed", "suspect", "stopped"]),
                name="mandate_is_the_only_one_debited",
            ),
        ]
        indexes = [
            # A debit that goes through clears a suspicion: there are few to look for.
            models.Index(
                fields=["customer_no"], name="mandate_suspect", condition=Q(state="suspect")
            ),
        ]


class MandateEvent(models.Model):
    """What became of a mandate and why; one row for each change of state."""

    id = models.UUIDField(primary_key=True)
    mandate = models.ForeignKey(Mandate, models.PROTECT, related_name="events")
    at = models.DateTimeField("日時")
    state = models.CharField("口座振替契約の状態", max_length=12)
    words = models.CharField("理由", max_length=200)

    class Meta:
        db_table = "mandate_event"
        verbose_name = "口座振替契約の履歴"

from django.db import migrations, models

from kyosai.records.payments.control.payments import OWED

KINDS = ["loan", "benefit", "cancellation", "refund", "allowance", "withheld_tax", "inhabitants_tax"]
TAXES = ("withheld_tax", "inhabitants_tax")


class Migration(migrations.Migration):
    dependencies = [("payments", "0003_by_order")]
    operations = [
        migrations.RemoveConstraint("payment", "payment_kind_is_known"),
        migrations.AddConstraint(
            "payment",
            models.CheckConstraint(condition=models.Q(("kind__in", KINDS)), name="payment_kind_is_known"),
        ),
        migrations.AlterField(
            "payment",
            "contract",
            models.ForeignKey(null=True, on_delete=models.deletion.PROTECT, related_name="+", to="contracts.contract"),
        ),
        migrations.AddConstraint(
            "payment",
            models.CheckConstraint(
                condition=models.Q(contract__isnull=True, kind__in=TAXES)
                | models.Q(~models.Q(kind__in=TAXES), contract__isnull=False),
                name="payment_without_a_contract_is_a_tax",
            ),
        ),
        migrations.RunSQL(OWED, migrations.RunSQL.noop),
    ]

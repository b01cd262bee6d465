import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contracts", "0005_ended"), ("premiums", "0007_warned")]
    operations = [
        migrations.CreateModel(
            name="AtCeiling",
            fields=[
                ("contract", models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name="+", serialize=False, to="contracts.contract")),
                ("since", models.DateField(verbose_name="上限に達した日")),
            ],
            options={"verbose_name": "掛金の上限への到達", "db_table": "premium_at_ceiling"},
        ),
        migrations.CreateModel(
            name="Deferral",
            fields=[
                ("pk", models.CompositePrimaryKey("contract_id", "month", blank=True, editable=False, primary_key=True, serialize=False)),
                ("month", models.DateField(verbose_name="月分")),
                ("due_on", models.DateField(verbose_name="延ばした納付期限")),
                ("asked_in", models.DateField(verbose_name="引き落とす月")),
                ("debit_on", models.DateField(verbose_name="引き落としの予定日")),
                ("order_key", models.CharField(max_length=40, verbose_name="延長の定め")),
                ("contract", models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="contracts.contract")),
            ],
            options={
                "verbose_name": "納付期限の延長",
                "db_table": "contract_deferral",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("asked_in__day", 1), ("month__day", 1)), name="deferral_is_of_a_month"),
                    models.CheckConstraint(condition=models.Q(("debit_on__gt", models.F("month")), ("due_on__gte", models.F("debit_on"))), name="deferral_is_asked_in_time"),
                ],
            },
        ),
    ]

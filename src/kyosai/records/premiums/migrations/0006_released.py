import django.db.models.deletion
from django.db import migrations, models

from kyosai.basis import append_only


class Migration(migrations.Migration):
    dependencies = [("contracts", "0005_ended"), ("premiums", "0005_appended")]
    operations = [
        migrations.AddField("premiumtotal", "brought", models.BigIntegerField(default=0, verbose_name="引き継いだ掛金")),
        migrations.RemoveConstraint("premiumtotal", "total_is_not_less"),
        migrations.AddConstraint("premiumtotal", models.CheckConstraint(condition=models.Q(("brought__gte", 0), ("owed__gte", 0), ("used__gte", 0)), name="total_is_not_less")),
        migrations.RunSQL("ALTER TABLE premium_total ALTER brought SET DEFAULT 0", "ALTER TABLE premium_total ALTER brought DROP DEFAULT"),
        migrations.CreateModel(
            name="Released",
            fields=[
                ("pk", models.CompositePrimaryKey("month", "contract_id", blank=True, editable=False, primary_key=True, serialize=False)),
                ("month", models.DateField(verbose_name="月分")),
                ("kind", models.CharField(max_length=8, verbose_name="扱い")),
                ("why", models.CharField(max_length=20, verbose_name="理由")),
                ("yen", models.PositiveIntegerField(verbose_name="金額")),
                ("at", models.DateTimeField(verbose_name="処理日時")),
                ("contract", models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="contracts.contract")),
            ],
            options={
                "verbose_name": "納付を要しなくなった掛金",
                "db_table": "premium_released",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("kind__in", ["waived", "refunded"])), name="released_is_waived_or_refunded"),
                    models.CheckConstraint(condition=models.Q(("why__in", ["contract_ended", "paid_in_error"])), name="released_for_a_known_reason"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Closed",
            fields=[
                ("contract", models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name="+", serialize=False, to="contracts.contract")),
                ("at", models.DateTimeField(verbose_name="処理日時")),
            ],
            options={"verbose_name": "掛金の締め", "db_table": "premium_closed"},
        ),
        *(
            migrations.RunSQL(append_only.forbid_change(table, app_role="kyosai_core_app"), append_only.allow_change(table))
            for table in ("premium_released", "premium_closed")
        ),
    ]

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

# What was in arrears before: asked again in the first even month two months later, or at once.
ASK_AGAIN = """
UPDATE premium_arrear a SET failures = 1, ask_again_in = CASE
    WHEN a.code IN ('', '2', '3', '4', 'E') THEN (y.month + interval '1 month')::date
    ELSE (a.month + make_interval(months => 2 + mod(extract(month FROM a.month)::int, 2)))::date
END
FROM debit_cycle y WHERE y.key = a.failed_in_id
"""


class Migration(migrations.Migration):
    dependencies = [("contracts", "0003_payment"), ("premiums", "0002_forever")]
    operations = [
        migrations.AddField("arrear", "failures", models.PositiveSmallIntegerField(default=0, verbose_name="振替不能の回数"), preserve_default=False),
        migrations.AddField("arrear", "ask_again_in", models.DateField(default="2000-01-01", verbose_name="再び請求する月"), preserve_default=False),
        migrations.RunSQL(ASK_AGAIN, migrations.RunSQL.noop),
        migrations.AddField(
            "debitrequest",
            "surcharges",
            django.contrib.postgres.fields.ArrayField(base_field=models.PositiveIntegerField(), null=True, size=None, verbose_name="割増金"),
        ),
        migrations.RunSQL(
            "ALTER TABLE debit_request ADD CONSTRAINT request_surcharges_its_months"
            " CHECK (surcharges IS NULL OR cardinality(surcharges) = cardinality(months))",
            "ALTER TABLE debit_request DROP CONSTRAINT request_surcharges_its_months",
        ),
        migrations.CreateModel(
            name="PremiumTotal",
            fields=[
                ("contract", models.OneToOneField(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name="+", serialize=False, to="contracts.contract")),
                ("owed", models.BigIntegerField(verbose_name="納付すべき掛金の合計")),
                ("used", models.BigIntegerField(verbose_name="貸付けなどで控除された額")),
            ],
            options={
                "verbose_name": "掛金の積立て",
                "db_table": "premium_total",
                "constraints": [models.CheckConstraint(condition=models.Q(("owed__gte", 0), ("used__gte", 0)), name="total_is_not_less")],
            },
        ),
        migrations.RunSQL(
            "ALTER TABLE premium_total SET (fillfactor = 50)",
            "ALTER TABLE premium_total RESET (fillfactor)",
        ),
    ]

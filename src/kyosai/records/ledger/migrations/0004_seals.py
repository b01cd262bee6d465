from django.db import migrations, models

from kyosai.basis.append_only import allow_change, forbid_change


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_a_part_for_each_year")]
    operations = [
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("number", models.PositiveBigIntegerField(primary_key=True, serialize=False, verbose_name="番号")),
                ("previous", models.CharField(max_length=64, verbose_name="前の封印の要約値")),
                ("digest", models.CharField(max_length=64, verbose_name="要約値")),
                ("count", models.PositiveIntegerField(verbose_name="件数")),
                ("last_posted_in", models.BigIntegerField(verbose_name="最後の仕訳の処理番号")),
                ("last_key", models.CharField(db_collation="C", max_length=120, verbose_name="最後の仕訳の鍵")),
                ("fingerprints", models.BinaryField(verbose_name="仕訳ごとの控え")),
                ("sealed_at", models.DateTimeField(verbose_name="封印日時")),
            ],
            options={
                "verbose_name": "仕訳帳の封印",
                "db_table": "ledger_seal",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("number__gt", 0)), name="seals_are_numbered_from_one"),
                    models.CheckConstraint(condition=models.Q(("count__gt", 0)), name="seal_covers_something"),
                ],
            },
        ),
        migrations.RunSQL(
            forbid_change("ledger_seal", app_role="kyosai_core_app"), allow_change("ledger_seal")
        ),
        # Fingerprints do not compress: keep PostgreSQL from trying.
        migrations.RunSQL(
            "ALTER TABLE ledger_seal ALTER COLUMN fingerprints SET STORAGE EXTERNAL",
            "ALTER TABLE ledger_seal ALTER COLUMN fingerprints SET STORAGE EXTENDED",
        ),
    ]

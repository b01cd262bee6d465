from django.db import migrations, models

from kyosai.basis.append_only import allow_change, forbid_change


class Migration(migrations.Migration):
    dependencies = [("exchange", "0002_what_stays_and_what_leaves")]
    operations = [
        migrations.CreateModel(
            name="HeadBrought",
            fields=[
                ("pk", models.CompositePrimaryKey("number", "digest", blank=True, editable=False, primary_key=True, serialize=False)),
                ("number", models.PositiveBigIntegerField(verbose_name="番号")),
                ("digest", models.CharField(max_length=64, verbose_name="要約値")),
                ("at", models.DateTimeField(verbose_name="封印した業務日時")),
                ("body", models.BinaryField(verbose_name="本文")),
                ("signature", models.BinaryField(verbose_name="署名")),
                ("brought_at", models.DateTimeField(verbose_name="到着日時")),
            ],
            options={"db_table": "exchange_journal_head"},
        ),
        migrations.RunSQL(
            forbid_change("exchange_journal_head", app_role="kyosai_internet_app"),
            allow_change("exchange_journal_head"),
        ),
    ]

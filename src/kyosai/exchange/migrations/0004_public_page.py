from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("exchange", "0003_journal_heads")]
    operations = [
        migrations.CreateModel(
            name="PublicPageBrought",
            fields=[
                ("name", models.CharField(max_length=20, primary_key=True, serialize=False, verbose_name="名前")),
                ("at", models.DateTimeField(verbose_name="作成日時")),
                ("body", models.BinaryField(verbose_name="本文")),
                ("signature", models.BinaryField(verbose_name="署名")),
                ("brought_at", models.DateTimeField(verbose_name="到着日時")),
            ],
            options={"db_table": "exchange_public_page"},
        ),
    ]

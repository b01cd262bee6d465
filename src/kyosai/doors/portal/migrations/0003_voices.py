from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("portal", "0002_receipt_serial")]
    operations = [
        migrations.CreateModel(
            name="Begun",
            fields=[
                ("pk", models.CompositePrimaryKey("day", "scheme", "procedure", blank=True, editable=False, primary_key=True, serialize=False)),
                ("day", models.DateField(verbose_name="日")),
                ("scheme", models.CharField(max_length=12, verbose_name="制度")),
                ("procedure", models.CharField(max_length=40, verbose_name="手続き")),
                ("count", models.PositiveIntegerField(default=0, verbose_name="はじめた数")),
            ],
            options={"db_table": "portal_begun"},
        ),
        migrations.CreateModel(
            name="Surveyed",
            fields=[
                ("receipt", models.CharField(max_length=20, primary_key=True, serialize=False, verbose_name="受付番号")),
                ("answered_on", models.DateField(verbose_name="答えた日")),
            ],
            options={"db_table": "portal_surveyed"},
        ),
    ]

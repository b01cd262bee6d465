from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("remittances", "0001_initial")]
    operations = [
        migrations.AddField(
            "statemententry",
            "paid",
            models.CharField(
                blank=True, db_default="", default="", max_length=80,
                verbose_name="支払番号・ファイル名",
            ),
        ),
    ]

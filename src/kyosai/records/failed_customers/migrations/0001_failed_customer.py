from django.db import migrations, models

from kyosai.basis import append_only

TABLE, APP = "failed_customer", "kyosai_core_app"


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [
        migrations.CreateModel(
            name="FailedCustomer",
            fields=[
                ("key", models.CharField(db_collation="C", max_length=200, primary_key=True, serialize=False, verbose_name="倒産の鍵")),
                ("name", models.CharField(max_length=150, verbose_name="取引先の名前")),
                ("corporate_number", models.CharField(blank=True, max_length=13, verbose_name="法人番号")),
                ("event", models.CharField(max_length=40, verbose_name="倒産の種類")),
                ("failed_on", models.DateField(verbose_name="倒産の発生の日")),
                ("case_number", models.CharField(max_length=15, verbose_name="案件番号")),
                ("officer", models.CharField(max_length=150, verbose_name="決裁した担当者")),
                ("at", models.DateTimeField(verbose_name="決裁日時")),
            ],
            options={"verbose_name": "倒産した取引先", "db_table": "failed_customer"},
        ),
        migrations.RunSQL(
            append_only.forbid_change(TABLE, app_role=APP), append_only.allow_change(TABLE)
        ),
    ]

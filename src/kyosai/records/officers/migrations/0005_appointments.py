from django.db import migrations, models
from django.db.models.functions import Now

from kyosai.basis import append_only
from kyosai.records.officers import control


class Migration(migrations.Migration):
    dependencies = [("officers", "0004_money_desks")]
    operations = [
        migrations.CreateModel(
            name="Appointment",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("username", models.CharField(max_length=150, verbose_name="担当者")),
                ("duty", models.CharField(max_length=20, verbose_name="職務")),
                ("desk", models.CharField(max_length=20, verbose_name="担当")),
                ("approves_up_to", models.PositiveBigIntegerField(db_default=0, default=0, verbose_name="1ファイルの承認の上限")),
                ("proposed_by", models.CharField(blank=True, db_default="", default="", max_length=150, verbose_name="起案した人")),
                ("confirmed_by", models.CharField(blank=True, db_default="", default="", max_length=150, verbose_name="決裁した人")),
                ("noted_at", models.DateTimeField(db_default=Now(), verbose_name="記録の日時")),
            ],
            options={"db_table": "officer_appointment", "verbose_name": "任命"},
        ),
        migrations.RunSQL(control.KNOWN, migrations.RunSQL.noop),
        migrations.RunSQL(control.APPOINTMENTS + control.DUTIES),
        migrations.RunSQL(
            append_only.forbid_change("officer_appointment", app_role="kyosai_core_app"),
            append_only.allow_change("officer_appointment"),
        ),
    ]

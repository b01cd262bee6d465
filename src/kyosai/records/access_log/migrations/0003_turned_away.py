from django.db import migrations, models

from kyosai.basis import append_only


class Migration(migrations.Migration):
    dependencies = [("access_log", "0002_forever")]
    operations = [
        migrations.CreateModel(
            name="TurnedAway",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField(verbose_name="日時")),
                ("officer", models.CharField(max_length=150, verbose_name="担当者")),
                ("role", models.CharField(max_length=40, verbose_name="担当")),
                ("what", models.CharField(max_length=100, verbose_name="見ようとしたもの")),
                ("why", models.CharField(max_length=200, verbose_name="断った理由")),
            ],
            options={"verbose_name": "お断りの記録", "db_table": "access_turned_away"},
        ),
        migrations.RunSQL(
            append_only.forbid_change("access_turned_away", app_role="kyosai_core_app"),
            append_only.allow_change("access_turned_away"),
        ),
    ]

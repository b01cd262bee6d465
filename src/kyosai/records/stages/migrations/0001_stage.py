from django.db import migrations, models
from django.db.models import F, Q

from kyosai.basis import append_only

TABLE, APP = "procedure_stage", "kyosai_core_app"


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [
        migrations.CreateModel(
            name="Stage",
            fields=[
                ("case_number", models.CharField(max_length=15, primary_key=True, serialize=False, verbose_name="案件番号")),
                ("procedure", models.CharField(max_length=60, verbose_name="手続き")),
                ("stage", models.CharField(max_length=20, verbose_name="段階")),
                ("from_on", models.DateField(verbose_name="始まる日")),
                ("proposed_by", models.CharField(max_length=150, verbose_name="起案した人")),
                ("confirmed_by", models.CharField(max_length=150, verbose_name="決裁した人")),
                ("confirmed_at", models.DateTimeField(verbose_name="決裁日時")),
            ],
            options={
                "verbose_name": "手続きの受け方",
                "db_table": "procedure_stage",
                "indexes": [models.Index(fields=["procedure", "from_on"], name="stage_by_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(stage__in=("paper_possible", "online_by_default", "online_only")),
                        name="stage_is_known",
                    ),
                    models.CheckConstraint(
                        condition=~Q(proposed_by=F("confirmed_by")), name="stage_is_set_by_two"
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            append_only.forbid_change(TABLE, app_role=APP), append_only.allow_change(TABLE)
        ),
    ]

from django.db import migrations, models

from kyosai.basis import append_only

TABLES, APP = ("survey_answer", "filing_begun"), "kyosai_core_app"


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [
        migrations.CreateModel(
            name="SurveyAnswer",
            fields=[
                ("token", models.CharField(max_length=64, primary_key=True, serialize=False, verbose_name="二度目を防ぐ値")),
                ("procedure", models.CharField(max_length=60, verbose_name="手続き")),
                ("satisfaction", models.PositiveSmallIntegerField(verbose_name="満足度")),
                ("ease", models.PositiveSmallIntegerField(verbose_name="わかりやすさ")),
                ("answered_on", models.DateField(verbose_name="答えた日")),
            ],
            options={
                "verbose_name": "アンケートの答え",
                "db_table": "survey_answer",
                "indexes": [models.Index(fields=["answered_on"], name="survey_answer_by_day")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(satisfaction__range=(1, 5), ease__range=(1, 5)),
                        name="survey_answers_are_one_to_five",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Begun",
            fields=[
                ("pk", models.CompositePrimaryKey("day", "procedure", blank=True, editable=False, primary_key=True, serialize=False)),
                ("day", models.DateField(verbose_name="日")),
                ("procedure", models.CharField(max_length=60, verbose_name="手続き")),
                ("count", models.PositiveIntegerField(verbose_name="はじめた数")),
            ],
            options={"verbose_name": "はじめた手続きの数", "db_table": "filing_begun"},
        ),
        *(
            migrations.RunSQL(
                append_only.forbid_change(table, app_role=APP), append_only.allow_change(table)
            )
            for table in TABLES
        ),
    ]

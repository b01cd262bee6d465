import django.db.models.deletion
from django.db import migrations, models

from kyosai.basis import append_only


def _key():
    return models.CompositePrimaryKey("contract_id", "since", blank=True, editable=False, primary_key=True, serialize=False)


def _contract():
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="contracts.contract")


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_initial"), ("notices", "0001_initial"), ("premiums", "0006_released")]
    operations = [
        migrations.RunSQL(  # One flow for both schemes.
            "UPDATE case_file SET flow = 'premium.debit_query' WHERE flow = 'skk.debit_query'",
            "UPDATE case_file SET flow = 'skk.debit_query' WHERE flow = 'premium.debit_query'",
        ),
        migrations.CreateModel(
            name="Warned",
            fields=[
                ("pk", _key()),
                ("since", models.DateField(verbose_name="最も古い未納の月")),
                ("at", models.DateTimeField(verbose_name="催告日時")),
                ("notice_key", models.CharField(max_length=120, unique=True, verbose_name="通知の鍵")),
                ("contract", _contract()),
            ],
            options={
                "verbose_name": "催告",
                "db_table": "premium_warned",
                "constraints": [models.CheckConstraint(condition=models.Q(("since__day", 1)), name="warned_since_a_month")],
            },
        ),
        migrations.CreateModel(
            name="Delivered",
            fields=[
                ("pk", _key()),
                ("since", models.DateField(verbose_name="最も古い未納の月")),
                ("kind", models.CharField(max_length=8, verbose_name="届いたことの証拠")),
                ("on", models.DateField(verbose_name="届いた日")),
                ("words", models.CharField(blank=True, max_length=500, verbose_name="引受番号")),
                ("contract", _contract()),
            ],
            options={
                "verbose_name": "催告の到達",
                "db_table": "premium_warning_delivered",
                "constraints": [models.CheckConstraint(condition=models.Q(models.Q(("kind", "opened"), ("words", "")), models.Q(("kind", "posted"), ("words__gt", "")), _connector="OR"), name="delivered_is_opened_or_posted")],
            },
        ),
        *(
            migrations.RunSQL(append_only.forbid_change(table, app_role="kyosai_core_app"), append_only.allow_change(table))
            for table in ("premium_warned", "premium_warning_delivered")
        ),
    ]

from django.db import migrations

from kyosai.basis import append_only

APP = "kyosai_core_app"
TABLES = (
    "loan_request", "loan_answer", "loan_early_wish", "loan_demand", "loan_interruption",
    "loan_written_off", "loan_premiums_applied",
)  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("loans", "0003_repayment")]
    operations = [
        migrations.RunSQL(append_only.forbid_change(table, app_role=APP), append_only.allow_change(table))
        for table in TABLES
    ]

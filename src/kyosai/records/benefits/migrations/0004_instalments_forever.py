from django.db import migrations

from kyosai.basis import append_only

APP = "kyosai_core_app"
TABLES = (
    "award_instalment",
    "award_instalment_ordered",
    "award_paid_at_once",
    "award_pension_slip",
)


class Migration(migrations.Migration):
    dependencies = [("benefits", "0003_instalments")]
    operations = [
        migrations.RunSQL(append_only.forbid_change(table, app_role=APP), append_only.allow_change(table))
        for table in TABLES
    ]

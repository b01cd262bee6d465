from django.db import migrations

from kyosai.basis import append_only

APP = "kyosai_core_app"
TABLES = (
    "delegation",
    "delegation_accepted",
    "delegation_ended",
    "delegation_prepared",
    "delegation_prepared_settled",
    "delegation_deed",
)


class Migration(migrations.Migration):
    dependencies = [("delegations", "0001_initial")]
    operations = [
        migrations.RunSQL(append_only.forbid_change(table, app_role=APP), append_only.allow_change(table))
        for table in TABLES
    ]

from django.db import migrations

from kyosai.basis import append_only

APP = "kyosai_core_app"
TABLES = ("listed_file", "listed", "listed_decision")


class Migration(migrations.Migration):
    dependencies = [("listed", "0001_listed")]
    operations = [
        migrations.RunSQL(append_only.forbid_change(table, app_role=APP), append_only.allow_change(table))
        for table in TABLES
    ]

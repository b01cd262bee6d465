from django.db import migrations

from kyosai.basis import append_only

APP = "kyosai_core_app"
TABLES = ("survivor_room", "survivor_room_visitor", "survivor_room_missed", "survivor_claimant")


class Migration(migrations.Migration):
    dependencies = [("survivors", "0001_initial")]
    operations = [
        migrations.RunSQL(append_only.forbid_change(table, app_role=APP), append_only.allow_change(table))
        for table in TABLES
    ]

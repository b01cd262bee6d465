from django.db import migrations

from kyosai.basis import append_only
from kyosai.records.letters import control

APP = "kyosai_core_app"


class Migration(migrations.Migration):
    dependencies = [("letters", "0001_initial"), ("notices", "0003_delivery"), ("officers", "0007_dispatchers")]
    operations = [
        *(migrations.RunSQL(rule) for rule in control.RULES),
        *(
            migrations.RunSQL(append_only.forbid_change(table, app_role=APP), append_only.allow_change(table))
            for table in control.TABLES
        ),
    ]

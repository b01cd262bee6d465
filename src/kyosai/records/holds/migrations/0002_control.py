from django.db import migrations

from kyosai.basis import append_only
from kyosai.records.holds import control

APP = "kyosai_core_app"


class Migration(migrations.Migration):
    dependencies = [("holds", "0001_holds"), ("payments", "0003_by_order")]
    operations = [
        *(migrations.RunSQL(rule, migrations.RunSQL.noop) for rule in control.RULES),
        *(
            migrations.RunSQL(append_only.forbid_change(table, app_role=APP), append_only.allow_change(table))
            for table in control.TABLES
        ),
    ]

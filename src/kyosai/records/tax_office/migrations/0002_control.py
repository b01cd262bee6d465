from django.db import migrations

from kyosai.basis import append_only
from kyosai.records.tax_office import control

APP = "kyosai_core_app"


class Migration(migrations.Migration):
    dependencies = [("tax_office", "0001_bundles"), ("officers", "0005_appointments")]
    operations = [
        migrations.RunSQL(control.CONTROL),
        *(
            migrations.RunSQL(append_only.forbid_change(table, app_role=APP), append_only.allow_change(table))
            for table in control.TABLES
        ),
    ]

from django.db import migrations

from kyosai.basis import append_only
from kyosai.records.calls import control

APP = "kyosai_core_app"
TABLES = (
    "call", "call_back", "call_caller_check", "call_act", "call_end", "call_contact_change",
    "call_contact_change_try",
)


class Migration(migrations.Migration):
    dependencies = [("calls", "0001_initial"), ("officers", "0006_contact_desk")]
    operations = [
        *(
            migrations.RunSQL(append_only.forbid_change(table, app_role=APP), append_only.allow_change(table))
            for table in TABLES
        ),
        migrations.RunSQL(control.CALLS + control.PARTICULARS, control.GONE),
    ]

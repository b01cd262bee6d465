from django.db import migrations

from kyosai.basis import append_only
from kyosai.records.payments import control

APP = "kyosai_core_app"


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_initial"), ("officers", "0005_appointments"), ("remittances", "0002_paid"), ("ledger", "0004_seals")]
    operations = [
        migrations.RunSQL("CREATE SEQUENCE payment_serial INCREMENT BY 50", "DROP SEQUENCE payment_serial"),
        *(migrations.RunSQL(rule) for rule in control.RULES),
        migrations.RunSQL(control.unreadable(APP)),
        *(
            migrations.RunSQL(append_only.forbid_change(table, app_role=APP), append_only.allow_change(table))
            for table in control.TABLES
        ),
    ]

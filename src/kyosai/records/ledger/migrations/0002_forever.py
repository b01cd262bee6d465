from django.db import migrations

from kyosai.basis import append_only

TABLES = ("ledger_transfer",)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [
        migrations.RunSQL(
            append_only.forbid_change(table, app_role="kyosai_core_app"),
            append_only.allow_change(table),
        )
        for table in TABLES
    ]

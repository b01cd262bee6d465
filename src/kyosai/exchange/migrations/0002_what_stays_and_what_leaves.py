"""Envelopes, marks, quarantine and alarms are for ever; a view need not survive a crash."""

from django.db import migrations

from kyosai.basis.append_only import allow_change, forbid_change

FOR_EVER = {
    "exchange_sent": "kyosai_internet_app",
    "exchange_received": "kyosai_core_app",
    "exchange_handled": "kyosai_core_app",
    "exchange_quarantined": "kyosai_core_app",
    "exchange_alarm": "kyosai_core_app",
}
# Sealed bytes do not compress: keep PostgreSQL from trying.
BODIES = ("exchange_sent_body", "exchange_received_body", "exchange_quarantined")


class Migration(migrations.Migration):
    dependencies = [("exchange", "0001_initial")]
    operations = [
        *(
            migrations.RunSQL(forbid_change(table, app_role=role), allow_change(table))
            for table, role in FOR_EVER.items()
        ),
        *(
            migrations.RunSQL(
                f"ALTER TABLE {table} ALTER COLUMN sealed SET STORAGE EXTERNAL",
                f"ALTER TABLE {table} ALTER COLUMN sealed SET STORAGE EXTENDED",
            )
            for table in BODIES
        ),
        migrations.RunSQL(
            "ALTER TABLE exchange_view SET UNLOGGED", "ALTER TABLE exchange_view SET LOGGED"
        ),
    ]

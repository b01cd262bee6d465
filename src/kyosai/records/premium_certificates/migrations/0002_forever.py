from django.db import migrations

from kyosai.basis import append_only

APP = "kyosai_core_app"
TABLES = (
    "premium_certificate",
    "premium_certificate_delivery",
    "premium_certificate_handed_over",
    "premium_certificate_letter",
)
SERIAL = "premium_certificate_serial"


class Migration(migrations.Migration):
    dependencies = [("premium_certificates", "0001_initial")]
    operations = [
        migrations.RunSQL(f"CREATE SEQUENCE {SERIAL} INCREMENT BY 50", f"DROP SEQUENCE {SERIAL}"),
        *(
            migrations.RunSQL(append_only.forbid_change(table, app_role=APP), append_only.allow_change(table))
            for table in TABLES
        ),
    ]

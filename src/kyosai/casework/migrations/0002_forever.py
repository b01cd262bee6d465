from django.db import migrations

from kyosai.basis import append_only


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_initial")]
    operations = [
        migrations.RunSQL(
            append_only.forbid_change("case_entry", app_role="kyosai_core_app"),
            append_only.allow_change("case_entry"),
        ),
        migrations.RunSQL("CREATE SEQUENCE case_serial INCREMENT BY 50", "DROP SEQUENCE case_serial"),
    ]

from django.db import migrations

from kyosai.basis import append_only


class Migration(migrations.Migration):
    dependencies = [("parties", "0001_initial")]
    operations = [
        migrations.RunSQL(
            append_only.forbid_change("party_particulars", app_role="kyosai_core_app"),
            append_only.allow_change("party_particulars"),
        ),
        migrations.RunSQL(
            append_only.forbid_change("party_misconduct", app_role="kyosai_core_app"),
            append_only.allow_change("party_misconduct"),
        ),
    ]

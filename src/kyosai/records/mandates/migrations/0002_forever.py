from django.db import migrations

from kyosai.basis import append_only


class Migration(migrations.Migration):
    dependencies = [("mandates", "0001_initial")]
    operations = [
        migrations.RunSQL(
            append_only.forbid_change("mandate_event", app_role="kyosai_core_app"),
            append_only.allow_change("mandate_event"),
        ),
    ]

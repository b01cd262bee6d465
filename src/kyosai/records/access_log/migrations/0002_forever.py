from django.db import migrations

from kyosai.basis import append_only


class Migration(migrations.Migration):
    dependencies = [("access_log", "0001_initial")]
    operations = [
        migrations.RunSQL(
            append_only.forbid_change("access_look", app_role="kyosai_core_app"),
            append_only.allow_change("access_look"),
        ),
    ]

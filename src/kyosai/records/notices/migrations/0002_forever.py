from django.db import migrations

from kyosai.basis import append_only


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial")]
    operations = [
        migrations.RunSQL(
            append_only.forbid_change("notice", app_role="kyosai_core_app"),
            append_only.allow_change("notice"),
        ),
        migrations.RunSQL(
            append_only.forbid_change("notice_reading", app_role="kyosai_core_app"),
            append_only.allow_change("notice_reading"),
        ),
    ]

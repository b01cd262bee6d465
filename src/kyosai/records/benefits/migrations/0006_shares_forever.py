from django.db import migrations

from kyosai.basis import append_only

APP = "kyosai_core_app"


class Migration(migrations.Migration):
    dependencies = [("benefits", "0005_shares")]
    operations = [
        migrations.RunSQL(
            append_only.forbid_change("award_share", app_role=APP),
            append_only.allow_change("award_share"),
        ),
    ]

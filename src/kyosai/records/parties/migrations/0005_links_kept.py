from django.db import migrations

from kyosai.basis import append_only

APP = "kyosai_core_app"


class Migration(migrations.Migration):
    dependencies = [("parties", "0004_links")]
    operations = [
        migrations.RunSQL(append_only.forbid_change(table, app_role=APP), append_only.allow_change(table))
        for table in ("party_link", "party_link_try")
    ]

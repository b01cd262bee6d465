from django.db import migrations

from kyosai.basis import append_only

TABLE, APP = "contract_terms_before", "kyosai_core_app"


class Migration(migrations.Migration):
    dependencies = [("contracts", "0007_terms_before")]
    operations = [
        migrations.RunSQL(append_only.forbid_change(TABLE, app_role=APP), append_only.allow_change(TABLE)),
    ]

from django.db import migrations

from kyosai.basis import append_only


class Migration(migrations.Migration):
    dependencies = [("paid_before", "0001_initial")]
    operations = [
        migrations.RunSQL(
            append_only.forbid_change("contract_paid_before", app_role="kyosai_core_app"),
            append_only.allow_change("contract_paid_before"),
        ),
    ]

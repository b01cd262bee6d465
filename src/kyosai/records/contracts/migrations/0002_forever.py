from django.db import migrations

from kyosai.basis import append_only


class Migration(migrations.Migration):
    dependencies = [("contracts", "0001_initial")]
    operations = [
        migrations.RunSQL(
            append_only.forbid_change("contract_monthly_premium", app_role="kyosai_core_app"),
            append_only.allow_change("contract_monthly_premium"),
        ),
        migrations.RunSQL("CREATE SEQUENCE contract_serial INCREMENT BY 50", "DROP SEQUENCE contract_serial"),
        migrations.RunSQL("CREATE SEQUENCE certificate_serial INCREMENT BY 50", "DROP SEQUENCE certificate_serial"),
    ]

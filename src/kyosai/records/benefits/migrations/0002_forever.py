from django.db import migrations

from kyosai.basis import append_only

APP = "kyosai_core_app"
TABLES = ("award", "award_offset", "award_tax_report")


class Migration(migrations.Migration):
    dependencies = [("benefits", "0001_initial")]
    operations = [
        migrations.RunSQL("CREATE SEQUENCE award_serial INCREMENT BY 50", "DROP SEQUENCE award_serial"),
        *(
            migrations.RunSQL(append_only.forbid_change(table, app_role=APP), append_only.allow_change(table))
            for table in TABLES
        ),
    ]

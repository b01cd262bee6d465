from django.db import migrations

from kyosai.basis import append_only

APP = "kyosai_core_app"
TABLES = ("loan", "loan_turn", "loan_turn_moved", "loan_accelerated", "loan_receipt")


class Migration(migrations.Migration):
    dependencies = [("loans", "0001_initial")]
    operations = [
        migrations.RunSQL("CREATE SEQUENCE loan_serial INCREMENT BY 50", "DROP SEQUENCE loan_serial"),
        *(
            migrations.RunSQL(append_only.forbid_change(table, app_role=APP), append_only.allow_change(table))
            for table in TABLES
        ),
    ]

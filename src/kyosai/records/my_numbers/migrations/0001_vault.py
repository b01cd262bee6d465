from django.db import migrations

from kyosai.records.my_numbers import vault

APP = "kyosai_core_app"


class Migration(migrations.Migration):
    initial = True
    dependencies = [
        ("officers", "0004_money_desks"),
        ("access_log", "0003_turned_away"),
        ("casework", "0001_initial"),
    ]
    operations = [
        migrations.RunSQL(vault.NEW_ROLE),
        migrations.RunSQL(vault.VAULT, "DROP SCHEMA my_numbers CASCADE"),
        migrations.RunSQL(vault.callable_by(APP)),
    ]

from django.db import migrations

from kyosai.records.parties import search_keys


class Migration(migrations.Migration):
    dependencies = [("parties", "0006_no_listed_names")]
    operations = [migrations.RunSQL(search_keys.FUNCTION, search_keys.GONE)]

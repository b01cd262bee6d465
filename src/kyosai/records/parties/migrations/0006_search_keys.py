from django.db import migrations

from kyosai.records.parties import search_keys


class Migration(migrations.Migration):
    dependencies = [("parties", "0005_links_kept")]
    operations = [migrations.RunSQL(search_keys.FUNCTION, search_keys.GONE)]

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contracts", "0004_enterprises")]
    operations = [
        migrations.AddIndex("contract", models.Index(condition=models.Q(("status", "ended")), fields=["ended_on"], name="contract_ended")),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contracts", "0005_ended")]
    operations = [
        migrations.AddIndex("contract", models.Index(condition=models.Q(("status", "active")), fields=["scheme", "number"], include=["formed_on"], name="contract_active")),
    ]

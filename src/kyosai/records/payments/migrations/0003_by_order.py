from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("payments", "0002_control")]
    operations = [
        migrations.AddIndex("payment", models.Index(fields=["ordered_at"], name="payment_by_order")),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mandates", "0003_returned")]
    operations = [
        migrations.RemoveConstraint("mandate", "mandate_is_the_only_one_debited"),
        migrations.AddConstraint("mandate", models.UniqueConstraint(condition=models.Q(("state__in", ["confirmed", "suspect", "stopped"])), fields=("contract",), include=("state", "bank_code", "branch_code", "customer_no"), name="mandate_is_the_only_one_debited")),
        migrations.AddIndex("mandate", models.Index(condition=models.Q(("state", "suspect")), fields=["customer_no"], name="mandate_suspect")),
    ]

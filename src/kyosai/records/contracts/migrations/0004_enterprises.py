from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("contracts", "0003_payment")]
    operations = [
        migrations.AlterField(
            model_name="contract",
            name="capacity",
            field=models.CharField(max_length=30, verbose_name="加入資格"),
        ),
        migrations.AddConstraint(
            model_name="contract",
            constraint=models.UniqueConstraint(
                condition=models.Q(("scheme", "tosanboshi"), ("status", "active"))
                & models.Q(("corporate_number", ""), _negated=True),
                fields=("corporate_number",),
                name="contract_is_the_only_one_of_an_enterprise",
            ),
        ),
    ]

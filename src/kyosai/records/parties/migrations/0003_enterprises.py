from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("parties", "0002_forever")]
    operations = [
        migrations.AlterField(
            model_name="partyparticulars",
            name="birthdate",
            field=models.DateField(null=True, verbose_name="生年月日"),
        ),
        migrations.AddField(
            model_name="partyparticulars",
            name="representative",
            field=models.CharField(blank=True, db_default="", max_length=100, verbose_name="代表者"),
        ),
    ]

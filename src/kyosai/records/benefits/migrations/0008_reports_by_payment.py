from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("benefits", "0007_penalties_apart")]
    operations = [
        migrations.AddIndex("taxreport", models.Index(fields=["paid_on"], name="award_tax_report_by_payment")),
    ]

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("portal", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "CREATE SEQUENCE portal_receipt_serial AS bigint MINVALUE 1 MAXVALUE 99999999",
            "DROP SEQUENCE portal_receipt_serial",
        )
    ]

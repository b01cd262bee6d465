from django.db import migrations

from kyosai.basis import append_only

TABLES = (
    "debit_left_out",
    "debit_file",
    "debit_file_hand_over",
    "bank_result_file",
    "bank_result_reading",
    "debit_result",
    "mandate_day",
)


class Migration(migrations.Migration):
    dependencies = [("premiums", "0001_initial")]
    operations = [
        migrations.RunSQL(
            append_only.forbid_change(table, app_role="kyosai_core_app"),
            append_only.allow_change(table),
        )
        for table in TABLES
    ] + [
        migrations.RunSQL(
            "ALTER TABLE debit_request ADD CONSTRAINT request_names_its_months"
            " CHECK (cardinality(months) > 0 AND cardinality(months) = cardinality(yens))",
            "ALTER TABLE debit_request DROP CONSTRAINT request_names_its_months",
        ),
        migrations.RunSQL(
            "ALTER TABLE premium_arrear SET (fillfactor = 70)",
            "ALTER TABLE premium_arrear RESET (fillfactor)",
        ),
    ]

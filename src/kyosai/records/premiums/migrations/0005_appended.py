import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

REKEYED = """
ALTER TABLE premium_due DROP CONSTRAINT premium_due_pkey;
ALTER TABLE premium_due ADD CONSTRAINT premium_due_pkey PRIMARY KEY (month, contract_id);
"""
AS_BEFORE = """
ALTER TABLE premium_due DROP CONSTRAINT premium_due_pkey;
ALTER TABLE premium_due ADD CONSTRAINT premium_due_pkey PRIMARY KEY (contract_id, month);
"""
KNOWN = """
INSERT INTO debit_account (customer_no, contract_id)
SELECT DISTINCT r.customer_no, r.contract_id FROM debit_request r
JOIN debit_file f ON f.cycle_id = r.cycle_id AND f.part = r.part
JOIN debit_file_hand_over h ON h.file_id = f.name AND h.receipt <> ''
"""


class Migration(migrations.Migration):
    dependencies = [("premiums", "0004_approval")]
    operations = [
        migrations.RunSQL(
            REKEYED,
            AS_BEFORE,
            state_operations=[
                migrations.AlterField("due", "pk", models.CompositePrimaryKey("month", "contract_id", blank=True, editable=False, primary_key=True, serialize=False)),
            ],
        ),
        migrations.RemoveIndex("due", "due_by_debit_day"),
        migrations.AddIndex("due", django.contrib.postgres.indexes.BrinIndex(autosummarize=True, fields=["debit_on"], name="due_by_day")),
        migrations.RemoveConstraint("debitrequest", "request_once_a_cycle"),
        migrations.RemoveIndex("debitrequest", "request_of_contract"),
        migrations.RemoveIndex("debitresult", "result_of_contract"),
        migrations.CreateModel(
            name="KnownAccount",
            fields=[
                ("customer_no", models.CharField(max_length=20, primary_key=True, serialize=False, verbose_name="顧客番号")),
                ("contract", models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="contracts.contract")),
            ],
            options={"verbose_name": "銀行が知っている口座", "db_table": "debit_account"},
        ),
        migrations.RunSQL(KNOWN, migrations.RunSQL.noop),
    ]

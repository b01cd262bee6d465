import django.db.models.deletion
from django.db import migrations, models

from kyosai.basis import append_only

TABLES = (
    "bank_statement",
    "bank_statement_reading",
    "bank_statement_balance",
    "bank_statement_entry",
    "bank_statement_returned",
)


def _key(*names):
    return models.CompositePrimaryKey(*names, blank=True, editable=False, primary_key=True, serialize=False)


class Migration(migrations.Migration):
    initial = True
    dependencies = [("premiums", "0005_appended")]
    operations = [
        migrations.CreateModel(
            name="BankStatement",
            fields=[
                ("name", models.CharField(max_length=90, primary_key=True, serialize=False, verbose_name="ファイル名")),
                ("digest", models.CharField(max_length=64, verbose_name="要約値")),
                ("content", models.BinaryField(verbose_name="内容")),
                ("fetched_at", models.DateTimeField(verbose_name="受領日時")),
            ],
            options={"verbose_name": "入出金明細", "db_table": "bank_statement"},
        ),
        migrations.CreateModel(
            name="StatementReading",
            fields=[
                ("statement", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name="reading", serialize=False, to="remittances.bankstatement")),
                ("at", models.DateTimeField(verbose_name="処理日時")),
                ("outcome", models.CharField(max_length=10, verbose_name="処理結果")),
                ("refusal", models.CharField(blank=True, max_length=300, verbose_name="拒否の理由")),
            ],
            options={
                "verbose_name": "入出金明細の取込み",
                "db_table": "bank_statement_reading",
                "constraints": [models.CheckConstraint(condition=models.Q(models.Q(("outcome__in", ["taken", "repeated"]), ("refusal", "")), models.Q(("outcome", "refused"), ("refusal__gt", "")), _connector="OR"), name="statement_reading_is_whole")],
            },
        ),
        migrations.CreateModel(
            name="StatedBalance",
            fields=[
                ("pk", _key("scheme", "first_on")),
                ("scheme", models.CharField(max_length=12, verbose_name="制度")),
                ("first_on", models.DateField(verbose_name="勘定日（自）")),
                ("last_on", models.DateField(verbose_name="勘定日（至）")),
                ("opening", models.BigIntegerField(verbose_name="取引前残高")),
                ("closing", models.BigIntegerField(verbose_name="取引後残高")),
                ("statement", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="balances", to="remittances.bankstatement")),
            ],
            options={
                "verbose_name": "入出金明細の残高",
                "db_table": "bank_statement_balance",
                "constraints": [models.CheckConstraint(condition=models.Q(("last_on__gte", models.F("first_on"))), name="balance_ends_after_it_began")],
            },
        ),
        migrations.CreateModel(
            name="StatementEntry",
            fields=[
                ("pk", _key("statement_id", "ordinal")),
                ("ordinal", models.PositiveIntegerField(verbose_name="番号")),
                ("scheme", models.CharField(max_length=12, verbose_name="制度")),
                ("booked_on", models.DateField(verbose_name="勘定日")),
                ("is_credit", models.BooleanField(verbose_name="入金")),
                ("yen", models.BigIntegerField(verbose_name="金額")),
                ("payer", models.CharField(blank=True, max_length=48, verbose_name="振込依頼人")),
                ("narrative", models.CharField(blank=True, max_length=20, verbose_name="摘要")),
                ("edi", models.CharField(blank=True, max_length=20, verbose_name="EDI情報")),
                ("cycle", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="remittances", to="premiums.cycle")),
                ("statement", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="remittances.bankstatement")),
            ],
            options={
                "verbose_name": "入出金明細の行",
                "db_table": "bank_statement_entry",
                "constraints": [models.CheckConstraint(condition=models.Q(("yen__gt", 0)), name="entry_is_of_some_yen")],
            },
        ),
        migrations.CreateModel(
            name="ReturnedEntry",
            fields=[
                ("pk", _key("statement_id", "ordinal")),
                ("ordinal", models.PositiveIntegerField(verbose_name="番号")),
                ("officer", models.CharField(max_length=150, verbose_name="担当者")),
                ("at", models.DateTimeField(verbose_name="処理日時")),
                ("contract", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="contracts.contract")),
                ("statement", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="remittances.bankstatement")),
            ],
            options={"verbose_name": "返す入金", "db_table": "bank_statement_returned"},
        ),
        *(
            migrations.RunSQL(append_only.forbid_change(table, app_role="kyosai_core_app"), append_only.allow_change(table))
            for table in TABLES
        ),
    ]

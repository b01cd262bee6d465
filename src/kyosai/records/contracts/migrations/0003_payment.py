import django.db.models.deletion
from django.db import migrations, models

from kyosai.basis import append_only

CLASSES = ["monthly", "half_yearly", "yearly"]
HOLIDAYS = ["no_income", "disaster", "hospitalised", "forty_times", "in_grace", "loan_and_premiums"]


def _contract(related_name):
    return models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name=related_name, to="contracts.contract")


def _key(*names):
    return models.CompositePrimaryKey(*names, blank=True, editable=False, primary_key=True, serialize=False)


class Migration(migrations.Migration):
    dependencies = [("contracts", "0002_forever")]
    operations = [
        migrations.CreateModel(
            name="PaymentClass",
            fields=[
                ("pk", _key("contract_id", "since")),
                ("since", models.DateField(verbose_name="適用月")),
                ("payment_class", models.CharField(max_length=12, verbose_name="払込区分")),
                ("designated_month", models.PositiveSmallIntegerField(verbose_name="指定納付月")),
                ("contract", _contract("payment_classes")),
            ],
            options={
                "verbose_name": "払込区分",
                "db_table": "contract_payment_class",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("payment_class__in", CLASSES)), name="payment_class_is_known"),
                    models.CheckConstraint(condition=models.Q(("designated_month__gte", 1), ("designated_month__lte", 12)), name="designated_month_is_one_of_twelve"),
                    models.CheckConstraint(condition=models.Q(("since__day", 1)), name="payment_class_since_a_month"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Prepayment",
            fields=[
                ("pk", _key("contract_id", "month")),
                ("month", models.DateField(verbose_name="最初の月")),
                ("months", models.PositiveSmallIntegerField(verbose_name="月数")),
                ("is_yearly", models.BooleanField(default=False, verbose_name="毎年くり返す")),
                ("until", models.DateField(null=True, verbose_name="最後の月")),
                ("contract", _contract("prepayments")),
            ],
            options={
                "verbose_name": "前納",
                "db_table": "contract_prepayment",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("month__day", 1), ("months__gte", 2)), name="prepayment_is_of_months_ahead"),
                    models.CheckConstraint(condition=models.Q(("until__isnull", True), models.Q(("is_yearly", True), ("until__gte", models.F("month"))), _connector="OR"), name="prepayment_ends_after_it_began"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Holiday",
            fields=[
                ("pk", _key("contract_id", "kind", "since")),
                ("kind", models.CharField(max_length=20, verbose_name="掛止めの理由")),
                ("since", models.DateField(verbose_name="最初の月")),
                ("until", models.DateField(null=True, verbose_name="最後の月")),
                ("contract", _contract("holidays")),
            ],
            options={
                "verbose_name": "掛止め",
                "db_table": "contract_holiday",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("kind__in", HOLIDAYS)), name="holiday_is_known"),
                    models.CheckConstraint(condition=models.Q(("since__day", 1)), name="holiday_begins_with_a_month"),
                    models.CheckConstraint(condition=models.Q(("until__isnull", True), models.Q(("until__day", 1), ("until__gte", models.F("since"))), _connector="OR"), name="holiday_ends_with_a_month"),
                ],
            },
        ),
        migrations.RunSQL(
            append_only.forbid_change("contract_payment_class", app_role="kyosai_core_app"),
            append_only.allow_change("contract_payment_class"),
        ),
    ]

"""年度ごとの仕訳帳 — the journal becomes a part for each fiscal year, kept apart by scheme.

Django knows an ordinary table. That it is divided, who may write which column, and how a year
is opened, stands here.
"""

from django.db import migrations, models

from kyosai.basis.append_only import forbid_change

# A key comes before its year: whoever knows a key alone finds its transfer in every part.
# An account's name has its scheme as one of its parts, and both sides have the same one.
JOURNAL = """
CREATE TEMPORARY TABLE posted_before ON COMMIT DROP AS TABLE ledger_transfer;
DROP TABLE ledger_transfer;
CREATE TABLE ledger_transfer (
    fiscal_year smallint NOT NULL,
    contract varchar(9) COLLATE "C" NOT NULL,
    key varchar(120) COLLATE "C" NOT NULL,
    kind varchar(40) NOT NULL,
    debit varchar(60) NOT NULL,
    credit varchar(60) NOT NULL,
    yen bigint NOT NULL,
    effective_on date NOT NULL,
    posted_at timestamptz NOT NULL,
    case_number varchar(15) NOT NULL,
    posted_in bigint NOT NULL DEFAULT pg_current_xact_id()::text::bigint,
    PRIMARY KEY (key, fiscal_year),
    CONSTRAINT transfer_moves_something CHECK (yen > 0),
    CONSTRAINT transfer_goes_somewhere CHECK (debit <> credit),
    CONSTRAINT transfer_says_what_it_is
        CHECK (debit <> '' AND credit <> '' AND key <> '' AND kind <> ''),
    CONSTRAINT transfer_stays_in_its_scheme CHECK (
        strpos(':' || debit || ':', ':skk:') > 0 AND strpos(':' || credit || ':', ':skk:') > 0
        OR strpos(':' || debit || ':', ':tosanboshi:') > 0
            AND strpos(':' || credit || ':', ':tosanboshi:') > 0
    )
) PARTITION BY LIST (fiscal_year);
CREATE INDEX transfer_of_contract ON ledger_transfer (contract);
CREATE INDEX transfer_in_order ON ledger_transfer USING brin (posted_in)
    WITH (pages_per_range = 32, autosummarize = on);
CREATE INDEX transfer_by_day ON ledger_transfer USING brin (effective_on)
    WITH (pages_per_range = 32, autosummarize = on);
"""

# Runs as the owner, whoever calls it. Making the part first and attaching it then stops nobody
# who is posting meanwhile.
OPEN_YEAR = """
CREATE FUNCTION ledger_open_year(year integer) RETURNS boolean LANGUAGE plpgsql
    SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    part text := format('ledger_transfer_%s', year);
BEGIN
    IF year NOT BETWEEN 1965 AND 2200 THEN
        RAISE EXCEPTION 'there is no fiscal year %', year;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('ledger_open_year'));
    IF to_regclass('public.' || part) IS NOT NULL THEN
        RETURN false;
    END IF;
    EXECUTE format('CREATE TABLE public.%I (LIKE public.ledger_transfer INCLUDING ALL)', part);
    EXECUTE format('ALTER TABLE public.%I'
        ' ADD CONSTRAINT transfer_lies_in_its_year CHECK ('
        '   fiscal_year = %s AND effective_on >= %L::date AND effective_on < %L::date)',
        part, year, make_date(year, 4, 1), make_date(year + 1, 4, 1));
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE OR TRUNCATE ON public.%I'
        ' FOR EACH STATEMENT EXECUTE FUNCTION public.forbid_change()',
        part || '_is_forever', part);
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'kyosai_core_app')
        AND current_user <> 'kyosai_core_app' THEN
        EXECUTE format('REVOKE ALL ON public.%I FROM kyosai_core_app', part);
    END IF;
    EXECUTE format('ALTER TABLE public.ledger_transfer'
        ' ATTACH PARTITION public.%I FOR VALUES IN (%s)', part, year);
    RETURN true;
END $$;
REVOKE ALL ON FUNCTION ledger_open_year FROM PUBLIC;
"""
# The application may write every column but the one the database notes for itself.
GRANTS = """
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'kyosai_core_app')
        AND current_user <> 'kyosai_core_app' THEN
        REVOKE ALL ON ledger_transfer FROM kyosai_core_app;
        GRANT SELECT, INSERT (fiscal_year, contract, key, kind, debit, credit, yen, effective_on,
            posted_at, case_number) ON ledger_transfer TO kyosai_core_app;
        GRANT EXECUTE ON FUNCTION ledger_open_year TO kyosai_core_app;
    END IF;
END $$;
"""
KNOWN_YEARS = """
SELECT ledger_open_year(year) FROM (
    SELECT fiscal_year FROM posted_before UNION SELECT generate_series(2025, 2028)
) AS needed (year);
INSERT INTO ledger_transfer (fiscal_year, contract, key, kind, debit, credit, yen, effective_on,
    posted_at, case_number)
SELECT fiscal_year, contract, key, kind, debit, credit, yen, effective_on, posted_at, case_number
FROM posted_before ORDER BY posted_at, key;
"""
COLUMNS = [
    ("pk", models.CompositePrimaryKey(
        "key", "fiscal_year", blank=True, editable=False, primary_key=True, serialize=False)),
    ("fiscal_year", models.PositiveSmallIntegerField(verbose_name="年度")),
    ("contract", models.CharField(
        blank=True, db_collation="C", max_length=9, verbose_name="契約者番号")),
    ("key", models.CharField(db_collation="C", max_length=120, verbose_name="取引の鍵")),
    ("kind", models.CharField(max_length=40, verbose_name="取引の種類")),
    ("debit", models.CharField(max_length=60, verbose_name="借方")),
    ("credit", models.CharField(max_length=60, verbose_name="貸方")),
    ("yen", models.BigIntegerField(verbose_name="金額")),
    ("effective_on", models.DateField(verbose_name="取引日")),
    ("posted_at", models.DateTimeField(verbose_name="記帳日時")),
    ("case_number", models.CharField(blank=True, max_length=15, verbose_name="案件番号")),
]
PROMISES = [
    models.CheckConstraint(condition=models.Q(("yen__gt", 0)), name="transfer_moves_something"),
    models.CheckConstraint(
        condition=models.Q(("debit", models.F("credit")), _negated=True),
        name="transfer_goes_somewhere",
    ),
    models.CheckConstraint(
        condition=models.Q(
            models.Q(("debit", ""), _negated=True),
            models.Q(("credit", ""), _negated=True),
            models.Q(("key", ""), _negated=True),
            models.Q(("kind", ""), _negated=True),
        ),
        name="transfer_says_what_it_is",
    ),
]


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_forever")]
    operations = [
        migrations.RunSQL(
            [
                JOURNAL,
                OPEN_YEAR,
                GRANTS,
                forbid_change("ledger_transfer", app_role="kyosai_core_app"),
                KNOWN_YEARS,
            ],
            state_operations=[
                migrations.DeleteModel("Transfer"),
                migrations.CreateModel(
                    "Transfer",
                    fields=COLUMNS,
                    options={
                        "verbose_name": "仕訳",
                        "db_table": "ledger_transfer",
                        "constraints": PROMISES,
                    },
                ),
            ],
        ),
    ]

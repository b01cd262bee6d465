"""個人番号の金庫 — the SQL by which the database itself guards the numbers.

A role that nobody signs in as owns the schema. The application may call four functions and read
no table: one number comes out at a time, and what asked for it is written down in the same
statement, whether it came out or not.
"""

ROLE = "kyosai_my_numbers"
OPENS = "benefit_examiner"  # the one duty that allows my_numbers.open
FRESH = "5 minutes"  # how long ago the second factor may have been shown
AN_HOUR = 20  # so many openings an officer may ask for in an hour: nobody lists them
PURPOSES = {
    "retirement_slip": "退職所得の源泉徴収票を作るため",
    "occasional_report": "一時金の支払調書を作るため",
    "survivor_report": "退職手当金等受給者別支払調書を作るため",
    "pension_slip": "公的年金等の源泉徴収票を作るため",
    "pension_slip_filed": "公的年金等の源泉徴収票を税務署に出すため",
}
_LISTED = ", ".join(f"('{key}', '{words}')" for key, words in PURPOSES.items())

NEW_ROLE = f"""
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{ROLE}') THEN
        CREATE ROLE {ROLE} NOLOGIN;
    END IF;
END $$;
"""
SCHEMA = f"""
CREATE SCHEMA my_numbers AUTHORIZATION {ROLE};
GRANT USAGE ON SCHEMA public TO {ROLE};
GRANT SELECT ON officer, case_file TO {ROLE};
GRANT SELECT, INSERT ON access_look TO {ROLE};
SET LOCAL ROLE {ROLE};
CREATE TABLE my_numbers.kept (
    party uuid PRIMARY KEY,
    bound_to text NOT NULL,
    sealed bytea NOT NULL,
    case_number text NOT NULL,
    kept_at timestamptz NOT NULL,
    keep_until date NOT NULL
);
CREATE TABLE my_numbers.purpose (key text PRIMARY KEY, words text NOT NULL);
INSERT INTO my_numbers.purpose VALUES {_LISTED};
CREATE TABLE my_numbers.journal (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    act text NOT NULL CHECK (act IN ('kept', 'opened', 'refused', 'deleted')),
    party uuid NOT NULL,
    officer text NOT NULL DEFAULT '',
    purpose text NOT NULL DEFAULT '',
    case_number text NOT NULL DEFAULT '',
    words text NOT NULL DEFAULT ''
);
CREATE FUNCTION my_numbers.forever() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on % is not allowed', TG_OP, TG_TABLE_NAME;
END $$;
CREATE TRIGGER journal_is_forever BEFORE UPDATE OR DELETE OR TRUNCATE ON my_numbers.journal
    FOR EACH STATEMENT EXECUTE FUNCTION my_numbers.forever();
"""
KEEP = """
CREATE FUNCTION my_numbers.keep(
    whose uuid, bound text, content bytea, asked_in text, given_at timestamptz, until date
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = my_numbers, pg_temp AS $$
BEGIN
    INSERT INTO kept VALUES (whose, bound, content, asked_in, given_at, until)
    ON CONFLICT (party) DO UPDATE SET bound_to = excluded.bound_to, sealed = excluded.sealed,
        case_number = excluded.case_number, kept_at = excluded.kept_at,
        keep_until = greatest(kept.keep_until, excluded.keep_until);
    INSERT INTO journal (act, party, case_number) VALUES ('kept', whose, asked_in);
END $$;
CREATE FUNCTION my_numbers.is_kept(whose uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = my_numbers, pg_temp AS $$
    SELECT EXISTS (SELECT FROM kept WHERE party = whose)
$$;
"""
# Refused openings return nothing instead of raising: a raised one would take its record with it.
OPEN = f"""
CREATE FUNCTION my_numbers.open_one(
    whose uuid, why text, who text, desk text, asked_in text, proved_at timestamptz,
    business_at timestamptz, OUT refusal text, OUT bound text, OUT content bytea
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = my_numbers, public, pg_temp AS $$
DECLARE
    wanted kept;
    reason text;
BEGIN
    -- One asks after another: two together could pass the number of an hour.
    PERFORM pg_advisory_xact_lock(hashtext('my_numbers.open_one'), hashtext(who));
    SELECT p.words INTO reason FROM purpose p WHERE p.key = why;
    SELECT * INTO wanted FROM kept k WHERE k.party = whose;
    refusal := CASE
        WHEN reason IS NULL THEN 'purpose'
        WHEN NOT EXISTS (
            SELECT FROM officer WHERE username = who AND duty = '{OPENS}' AND is_active
        ) THEN 'officer'
        WHEN proved_at IS NULL OR proved_at > clock_timestamp()
            OR proved_at < clock_timestamp() - interval '{FRESH}' THEN 'second factor'
        WHEN wanted.party IS NULL THEN 'nothing kept'
        WHEN NOT EXISTS (
            SELECT FROM case_file WHERE number = asked_in AND flow LIKE 'skk.%'
            AND (subject = whose OR number = wanted.case_number)
        ) THEN 'case'
        WHEN (SELECT count(*) FROM journal j WHERE j.officer = who AND j.act = 'opened'
            AND j.at > clock_timestamp() - interval '1 hour') >= {AN_HOUR} THEN 'too many'
        ELSE '' END;
    INSERT INTO journal (act, party, officer, purpose, case_number, words) VALUES (
        CASE refusal WHEN '' THEN 'opened' ELSE 'refused' END, whose, who, why, asked_in, refusal
    );
    IF refusal = '' THEN
        INSERT INTO access_look (id, at, officer, role, party_id, what, why) VALUES (
            gen_random_uuid(), business_at, who, desk, whose, 'マイナンバー', reason
        );
        bound := wanted.bound_to;
        content := wanted.sealed;
    END IF;
END $$;
"""
FORGET = """
CREATE FUNCTION my_numbers.forget(today date) RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = my_numbers, pg_temp AS $$
    WITH gone AS (DELETE FROM kept WHERE keep_until < today RETURNING party, keep_until),
    noted AS (
        INSERT INTO journal (act, party, words)
        SELECT 'deleted', party, 'kept until ' || keep_until FROM gone RETURNING 1
    )
    SELECT count(*)::integer FROM noted
$$;
"""
DONE = "RESET ROLE;"


def callable_by(app: str) -> str:
    """Return SQL by which the application calls the functions and nobody else does."""
    functions = "ALL FUNCTIONS IN SCHEMA my_numbers"
    return f"""
SET LOCAL ROLE {ROLE};
REVOKE EXECUTE ON {functions} FROM PUBLIC;
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = '{app}') THEN
        GRANT USAGE ON SCHEMA my_numbers TO {app};
        GRANT EXECUTE ON {functions} TO {app};
    END IF;
END $$;
RESET ROLE;
"""


VAULT = SCHEMA + KEEP + OPEN + FORGET + DONE

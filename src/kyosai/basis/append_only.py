"""追記専用 — the SQL by which a table refuses every change but a new row."""

FUNCTION = """
CREATE OR REPLACE FUNCTION forbid_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on % is not allowed: post a reversal or a later row instead',
        TG_OP, TG_TABLE_NAME;
END $$;
"""


def forbid_change(table: str, *, app_role: str) -> str:
    """Return SQL that makes a table append-only, by trigger and, for the role, by grant."""
    return f"""
{FUNCTION}
CREATE TRIGGER {table}_is_forever BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = '{app_role}')
        AND '{app_role}' <> current_user THEN
        REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {app_role};
    END IF;
END $$;
"""


def allow_change(table: str) -> str:
    """Return the SQL that undoes it, for a migration taken back."""
    return f"DROP TRIGGER {table}_is_forever ON {table};"

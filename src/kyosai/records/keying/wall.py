"""委託先の壁 — the SQL by which the database itself keeps each company to its one lent snippet.

A role that nobody signs in as owns the schema. A company signs in under a role of its own, may
call a few functions and read no table; which company asks is the role it signed in as, which no
setting of a session can change. The functions of one company never show what another read.
"""

from kyosai.records.keying import functions

ROLE = "kyosai_keying"
COMPANIES = {"a": "甲社", "b": "乙社"}


def role_of(company: str) -> str:
    """Return the role under which a company signs in to the database."""
    return f"kyosai_vendor_{company}"


def duty_of(company: str) -> str:
    """Return the duty of those who read for a company."""
    return f"reader_{company}"


_ROWS = ", ".join(
    f"('{key}', '{role_of(key)}', '{duty_of(key)}', '{name}')" for key, name in COMPANIES.items()
)
NEW_ROLE = f"""
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{ROLE}') THEN
        CREATE ROLE {ROLE} NOLOGIN;
    END IF;
END $$;
"""
SCHEMA = f"""
CREATE SCHEMA keying AUTHORIZATION {ROLE};
GRANT USAGE ON SCHEMA public TO {ROLE};
GRANT SELECT ON officer TO {ROLE};
SET LOCAL ROLE {ROLE};
CREATE TABLE keying.company (
    key text PRIMARY KEY, role text UNIQUE NOT NULL, duty text UNIQUE NOT NULL, name text NOT NULL
);
INSERT INTO keying.company VALUES {_ROWS};
CREATE TABLE keying.snippet (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    form text NOT NULL,
    field text NOT NULL,
    side text NOT NULL CHECK (side IN ('person', 'money')),
    title text NOT NULL,
    label text NOT NULL,
    hint text NOT NULL,
    shape text NOT NULL,
    picture bytea NOT NULL,
    due_at timestamptz NOT NULL,
    UNIQUE (form, field)
);
CREATE TABLE keying.lease (
    id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    snippet uuid NOT NULL REFERENCES keying.snippet,
    company text NOT NULL REFERENCES keying.company,
    worker text NOT NULL,
    since timestamptz NOT NULL DEFAULT clock_timestamp(),
    until timestamptz NOT NULL,
    ended_at timestamptz
);
CREATE INDEX lease_of_worker ON keying.lease (worker, since);
CREATE INDEX lease_of_snippet ON keying.lease (snippet);
-- The key says that one company reads a snippet once: to read it again takes another company.
CREATE TABLE keying.reading (
    snippet uuid NOT NULL REFERENCES keying.snippet,
    company text NOT NULL REFERENCES keying.company,
    worker text NOT NULL,
    value text NOT NULL CHECK (length(value) <= 200),
    is_unreadable boolean NOT NULL,
    seconds numeric NOT NULL,
    given_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (snippet, company)
);
CREATE TABLE keying.journal (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at timestamptz NOT NULL DEFAULT clock_timestamp(),
    role text NOT NULL,
    worker text NOT NULL,
    act text NOT NULL,
    words text NOT NULL DEFAULT ''
);
CREATE FUNCTION keying.forever() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% on % is not allowed', TG_OP, TG_TABLE_NAME;
END $$;
CREATE TRIGGER journal_is_forever BEFORE UPDATE OR DELETE OR TRUNCATE ON keying.journal
    FOR EACH STATEMENT EXECUTE FUNCTION keying.forever();
"""
# session_user is who signed in; SET ROLE and every setting leave it as it is.
KNOWN = """
CREATE FUNCTION keying.company_of(who text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = keying, public, pg_temp AS $$
DECLARE found text;
BEGIN
    SELECT c.key INTO found FROM company c JOIN officer o ON o.duty = c.duty
    WHERE c.role = session_user AND o.username = who AND o.is_active;
    IF found IS NULL THEN
        INSERT INTO journal (role, worker, act, words)
        VALUES (session_user, left(who, 150), 'refused', 'not of this company');
    END IF;
    RETURN found;
END $$;
CREATE FUNCTION keying.live(asked uuid, who text) RETURNS keying.lease
LANGUAGE plpgsql SECURITY DEFINER SET search_path = keying, pg_temp AS $$
DECLARE
    firm text := company_of(who);
    found lease;
BEGIN
    SELECT * INTO found FROM lease l WHERE l.id = asked AND l.company = firm AND l.worker = who
        AND l.ended_at IS NULL AND l.until > clock_timestamp();
    IF found.id IS NULL AND firm IS NOT NULL THEN
        INSERT INTO journal (role, worker, act, words)
        VALUES (session_user, who, 'refused', 'no lease ' || asked);
    END IF;
    RETURN found;
END $$;
"""
WALL = SCHEMA + KNOWN + functions.TAKE + functions.GIVE + functions.HOUSE + "RESET ROLE;"
OF_THE_HOUSE = (
    "place(text, text, text, text, text, text, text, bytea, timestamptz)",
    "ready()",
    "readings(text)",
    "cut(text, text)",
    "forget(text)",
    "work()",
)
OF_A_COMPANY = (
    "take(text)",
    "picture(uuid, text)",
    "shape_of(uuid, text)",
    "give(uuid, text, text, boolean)",
    "put_back(uuid, text)",
    "tally(text)",
)


def callable_by(role: str, functions: tuple[str, ...]) -> str:
    """Return SQL by which a role, if it is there, calls these functions and no other."""
    granted = "".join(f"GRANT EXECUTE ON FUNCTION keying.{each} TO {role};\n" for each in functions)
    return f"""
SET LOCAL ROLE {ROLE};
REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA keying FROM PUBLIC;
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') THEN
        GRANT USAGE ON SCHEMA keying TO {role};
        {granted}
    END IF;
END $$;
RESET ROLE;
"""

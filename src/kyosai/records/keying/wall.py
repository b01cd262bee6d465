"""委託先の壁 — the SQL by which the database itself keeps each company to its one lent snippet.

A role that nobody signs in as owns the schema. A company signs in under a role of its own, may
call a few functions and read no table; which company asks is the role it signed in as, which no
setting of a session can change. The functions of one company never show what another read.
"""

from kyosai.basis import parameters

ROLE = "kyosai_keying"
COMPANIES = {"a": "甲社", "b": "乙社"}
LIMITS = parameters.table(__package__, "lending")["lending"]


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
# Who has seen one side of a form is never lent the other: a name and an amount do not meet.
TAKE = f"""
CREATE FUNCTION keying.take(
    who text, OUT lent uuid, OUT title text, OUT label text, OUT hint text, OUT shape text,
    OUT refusal text
) LANGUAGE plpgsql SECURITY DEFINER SET search_path = keying, pg_temp AS $$
DECLARE
    firm text := company_of(who);
    chosen snippet;
    held lease;
BEGIN
    IF firm IS NULL THEN
        refusal := 'stranger';
        RETURN;
    END IF;
    -- One asks after another, so that two of a company are never lent the same.
    PERFORM pg_advisory_xact_lock(hashtext('keying.take'), hashtext(firm));
    SELECT l.* INTO held FROM lease l JOIN snippet s ON s.id = l.snippet AND s.picture <> ''
    WHERE l.worker = who AND l.company = firm AND l.ended_at IS NULL
        AND l.until > clock_timestamp() ORDER BY l.since DESC LIMIT 1;
    IF held.id IS NOT NULL THEN
        SELECT * INTO chosen FROM snippet s WHERE s.id = held.snippet;
    ELSIF (SELECT count(*) FROM lease l WHERE l.worker = who
            AND l.since > clock_timestamp() - interval '1 hour') >= {LIMITS["an_hour"]} THEN
        INSERT INTO journal (role, worker, act, words)
        VALUES (session_user, who, 'refused', 'too many in an hour');
        refusal := 'too many';
        RETURN;
    ELSE
        SELECT * INTO chosen FROM snippet s
        WHERE s.picture <> ''
            AND NOT EXISTS (SELECT FROM reading r WHERE r.snippet = s.id AND r.company = firm)
            AND NOT EXISTS (SELECT FROM lease l WHERE l.snippet = s.id AND l.company = firm
                AND l.ended_at IS NULL AND l.until > clock_timestamp())
            AND NOT EXISTS (SELECT FROM lease l JOIN snippet o ON o.id = l.snippet
                WHERE l.worker = who AND o.form = s.form AND o.side <> s.side)
        -- By promise; then a side no colleague reads, so that the last of a form has a reader; then
        -- by lot, so that what follows is of another form as a rule.
        ORDER BY date_trunc('day', s.due_at),
            EXISTS (SELECT FROM lease l JOIN snippet o ON o.id = l.snippet
                WHERE l.company = firm AND l.worker <> who AND o.form = s.form AND o.side = s.side),
            random() LIMIT 1;
        IF chosen.id IS NULL THEN
            refusal := 'nothing';
            RETURN;
        END IF;
        INSERT INTO lease (snippet, company, worker, until) VALUES (
            chosen.id, firm, who, clock_timestamp() + interval '{LIMITS["minutes"]} minutes'
        ) RETURNING * INTO held;
    END IF;
    lent := held.id;
    title := chosen.title;
    label := chosen.label;
    hint := chosen.hint;
    shape := chosen.shape;
    refusal := '';
END $$;
CREATE FUNCTION keying.picture(asked uuid, who text) RETURNS bytea
LANGUAGE plpgsql SECURITY DEFINER SET search_path = keying, pg_temp AS $$
DECLARE held lease := live(asked, who);
BEGIN
    RETURN (SELECT s.picture FROM snippet s WHERE s.id = held.snippet);
END $$;
"""
GIVE = """
CREATE FUNCTION keying.shape_of(asked uuid, who text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER SET search_path = keying, pg_temp AS $$
DECLARE held lease := live(asked, who);
BEGIN
    RETURN (SELECT s.shape FROM snippet s WHERE s.id = held.snippet);
END $$;
CREATE FUNCTION keying.give(asked uuid, who text, said text, unreadable boolean) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = keying, pg_temp AS $$
DECLARE held lease := live(asked, who);
BEGIN
    IF held.id IS NULL THEN
        RETURN false;
    END IF;
    INSERT INTO reading (snippet, company, worker, value, is_unreadable, seconds) VALUES (
        held.snippet, held.company, who, said, unreadable,
        extract(epoch FROM clock_timestamp() - held.since)
    );
    UPDATE lease SET ended_at = clock_timestamp() WHERE id = held.id;
    RETURN true;
END $$;
CREATE FUNCTION keying.put_back(asked uuid, who text) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = keying, pg_temp AS $$
DECLARE held lease := live(asked, who);
BEGIN
    UPDATE lease SET ended_at = clock_timestamp() WHERE id = held.id;
    RETURN FOUND;
END $$;
CREATE FUNCTION keying.tally(who text, OUT count bigint, OUT seconds numeric)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = keying, pg_temp AS $$
DECLARE firm text := company_of(who);
BEGIN
    SELECT count(*), round(avg(r.seconds), 1) INTO tally.count, tally.seconds FROM reading r
    WHERE r.worker = who AND r.company = firm AND r.given_at > clock_timestamp() - interval '1 day';
END $$;
"""
# What the house may ask: never in a company's name.
HOUSE = """
CREATE FUNCTION keying.place(
    whose text, named text, which text, titled text, labelled text, hinted text, shaped text,
    cut bytea, promised timestamptz
) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = keying, pg_temp AS $$
    INSERT INTO snippet (form, field, side, title, label, hint, shape, picture, due_at)
    VALUES (whose, named, which, titled, labelled, hinted, shaped, cut, promised)
$$;
CREATE FUNCTION keying.ready() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = keying, pg_temp AS $$
    SELECT s.form FROM snippet s
    LEFT JOIN (SELECT snippet, count(*) AS times FROM reading GROUP BY snippet) r
        ON r.snippet = s.id
    WHERE s.picture <> '' GROUP BY s.form HAVING min(coalesce(r.times, 0)) >= 2
$$;
CREATE FUNCTION keying.readings(whose text) RETURNS TABLE (
    field text, company text, worker text, value text, is_unreadable boolean, seconds numeric
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = keying, pg_temp AS $$
    SELECT s.field, c.name, r.worker, r.value, r.is_unreadable, r.seconds FROM snippet s
    JOIN reading r ON r.snippet = s.id JOIN company c ON c.key = r.company
    WHERE s.form = whose ORDER BY s.field, c.key
$$;
CREATE FUNCTION keying.cut(whose text, named text) RETURNS bytea
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = keying, pg_temp AS $$
    SELECT picture FROM snippet WHERE form = whose AND field = named AND picture <> ''
$$;
CREATE FUNCTION keying.forget(whose text) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = keying, pg_temp AS $$
    UPDATE reading r SET value = '' FROM snippet s WHERE s.id = r.snippet AND s.form = whose;
    UPDATE snippet SET picture = '' WHERE form = whose
$$;
CREATE FUNCTION keying.work() RETURNS TABLE (
    company text, readings bigint, seconds numeric, unreadable bigint, waiting bigint,
    refused bigint
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = keying, pg_temp AS $$
    SELECT c.name,
        (SELECT count(*) FROM reading r WHERE r.company = c.key),
        (SELECT round(avg(r.seconds), 1) FROM reading r WHERE r.company = c.key),
        (SELECT count(*) FROM reading r WHERE r.company = c.key AND r.is_unreadable),
        (SELECT count(*) FROM snippet s WHERE s.picture <> '' AND NOT EXISTS (
            SELECT FROM reading r WHERE r.snippet = s.id AND r.company = c.key)),
        (SELECT count(*) FROM journal j WHERE j.role = c.role AND j.act = 'refused')
    FROM company c ORDER BY c.key
$$;
"""
DONE = "RESET ROLE;"
WALL = SCHEMA + KNOWN + TAKE + GIVE + HOUSE + DONE
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

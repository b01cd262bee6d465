"""壁の窓口 — the SQL of what a company may ask of its one snippet, and the house of all."""

from kyosai.basis import parameters

LIMITS = parameters.table(__package__, "lending")["lending"]

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

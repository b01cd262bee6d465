"""職務の統制 — the SQL by which nobody gives a duty, or a limit, to themselves.

Both rules hold for every role: a trigger asks, whoever writes.
"""

# Installation seats officers in nobody's name, each once, until two are at the treasury.
APPOINTMENTS = """
CREATE FUNCTION appointment_is_by_two_others() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.username IN (NEW.proposed_by, NEW.confirmed_by) THEN
        RAISE EXCEPTION 'officer %: nobody appoints themselves', NEW.username;
    ELSIF (NEW.proposed_by, NEW.confirmed_by) = ('', '') THEN
        IF EXISTS (SELECT FROM officer_appointment WHERE username = NEW.username) OR (
            SELECT count(DISTINCT username) FROM officer_appointment WHERE duty = 'treasurer'
        ) >= 2 THEN
            RAISE EXCEPTION 'officer %: two other officers appoint', NEW.username;
        END IF;
    ELSIF (
        SELECT count(*) FROM officer
        WHERE username IN (NEW.proposed_by, NEW.confirmed_by) AND duty <> '' AND is_active
    ) <> 2 THEN
        RAISE EXCEPTION 'officer %: two other officers appoint', NEW.username;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER appointment_is_by_two_others BEFORE INSERT ON officer_appointment
    FOR EACH ROW EXECUTE FUNCTION appointment_is_by_two_others();
"""
# A duty works at its own desk alone: another desk takes it away, and is nobody's gain.
DUTIES = """
CREATE FUNCTION duty_is_appointed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE newest officer_appointment;
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.is_active AND NOT OLD.is_active THEN
        RAISE EXCEPTION 'officer %: whoever has left does not come back', NEW.username;
    ELSIF TG_OP = 'UPDATE' AND (NEW.username, NEW.duty, NEW.approves_up_to)
        IS NOT DISTINCT FROM (OLD.username, OLD.duty, OLD.approves_up_to) THEN
        RETURN NEW;
    ELSIF TG_OP = 'INSERT' AND NEW.duty = '' AND NEW.approves_up_to = 0 THEN
        RETURN NEW;
    END IF;
    SELECT * INTO newest FROM officer_appointment
        WHERE username = NEW.username ORDER BY id DESC LIMIT 1;
    IF (newest.duty, newest.approves_up_to) IS DISTINCT FROM (NEW.duty, NEW.approves_up_to) THEN
        RAISE EXCEPTION 'officer %: a duty or limit comes by appointment', NEW.username;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER duty_is_appointed BEFORE INSERT OR UPDATE ON officer
    FOR EACH ROW EXECUTE FUNCTION duty_is_appointed();
"""
# Whoever has a duty when the rule begins was seated by installation.
KNOWN = """
INSERT INTO officer_appointment (username, duty, desk, approves_up_to, proposed_by, confirmed_by)
SELECT username, duty, desk, approves_up_to, '', '' FROM officer WHERE duty <> '' ORDER BY id;
"""

"""電話の統制 — what the database itself holds an operator to, whoever writes."""

# Calls are of the contact desk. An officer who left, or of another desk, answers none.
CALLS = """
CREATE FUNCTION call_is_of_the_contact_desk() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM officer
        WHERE username = NEW.officer AND desk = 'contact' AND duty <> '' AND is_active) THEN
        RAISE EXCEPTION 'call %: only an operator of the contact centre takes one', NEW.id;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER call_is_of_the_contact_desk BEFORE INSERT ON call
    FOR EACH ROW EXECUTE FUNCTION call_is_of_the_contact_desk();
CREATE FUNCTION act_follows_a_good_check() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM call_caller_check WHERE call_id = NEW.call_id AND is_good)
        OR EXISTS (SELECT FROM call_end WHERE call_id = NEW.call_id) THEN
        RAISE EXCEPTION 'call %: nothing is done before the caller is checked', NEW.call_id;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER act_follows_a_good_check BEFORE INSERT ON call_act
    FOR EACH ROW EXECUTE FUNCTION act_follows_a_good_check();
CREATE TRIGGER change_follows_a_good_check BEFORE INSERT ON call_contact_change
    FOR EACH ROW EXECUTE FUNCTION act_follows_a_good_check();
"""
# By a call a phone number or a mail address changes, nothing else, and only what both codes
# stood for.
PARTICULARS = """
CREATE FUNCTION call_changes_contacts_alone() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE before party_particulars;
BEGIN
    SELECT * INTO before FROM party_particulars
        WHERE party_id = NEW.party_id ORDER BY recorded_at DESC LIMIT 1;
    IF (before.name, before.kana, before.birthdate, before.representative, before.address)
        IS DISTINCT FROM (NEW.name, NEW.kana, NEW.birthdate, NEW.representative, NEW.address) THEN
        RAISE EXCEPTION 'particulars of %: a call changes phone or mail alone', NEW.party_id;
    ELSIF NOT EXISTS (
        SELECT FROM call_contact_change c JOIN call_contact_change_try t ON t.change_id = c.id
        WHERE c.party_id = NEW.party_id AND t.is_good AND t.at = NEW.recorded_at
        AND (NEW.phone, NEW.email) = CASE c.what
            WHEN 'phone' THEN (c.value, before.email) ELSE (before.phone, c.value) END
    ) THEN
        RAISE EXCEPTION 'particulars of %: both codes come first', NEW.party_id;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER call_changes_contacts_alone BEFORE INSERT ON party_particulars
    FOR EACH ROW WHEN (NEW.source = 'contact_centre')
    EXECUTE FUNCTION call_changes_contacts_alone();
"""
GONE = """
DROP TRIGGER call_changes_contacts_alone ON party_particulars;
DROP FUNCTION call_changes_contacts_alone();
DROP TRIGGER change_follows_a_good_check ON call_contact_change;
DROP TRIGGER act_follows_a_good_check ON call_act;
DROP FUNCTION act_follows_a_good_check();
DROP TRIGGER call_is_of_the_contact_desk ON call;
DROP FUNCTION call_is_of_the_contact_desk();
"""

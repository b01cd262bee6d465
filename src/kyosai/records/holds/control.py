"""差し止めの統制 — two officers for every word, and nothing leaves past a hold, whoever writes."""

TABLES = ("hold", "hold_word", "hold_division", "hold_divided")
STANDS = """
CREATE FUNCTION is_barred(contract_ text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM hold h WHERE h.contract_id = contract_ AND NOT EXISTS (
            SELECT FROM hold_word w WHERE w.hold_id = h.id AND w.word IN ('dropped', 'lifted')
        )
    )
$$;
CREATE FUNCTION is_stopped(number_ text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM hold_divided WHERE payment_id = number_) OR (
        is_barred((SELECT contract_id FROM payment WHERE number = number_))
        AND NOT EXISTS (
            SELECT FROM hold_divided WHERE number_ IN (to_claimant_id, to_holder_id)
        )
    )
$$;
"""
WORDS = """
CREATE FUNCTION hold_word_is_in_turn() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    entered text;
    last hold_word;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('hold'), hashtext(NEW.hold_id::text));
    SELECT entered_by INTO entered FROM hold WHERE id = NEW.hold_id;
    SELECT * INTO last FROM hold_word WHERE hold_id = NEW.hold_id ORDER BY ordinal DESC LIMIT 1;
    IF NEW.word IN ('confirmed', 'dropped') AND last.hold_id IS NULL AND NEW.officer <> entered THEN
        RETURN NEW;
    ELSIF NEW.word = 'lift_proposed' AND last.word IN ('confirmed', 'lift_refused') THEN
        RETURN NEW;
    ELSIF NEW.word IN ('lifted', 'lift_refused') AND last.word = 'lift_proposed'
        AND NEW.officer <> last.officer THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'hold %: % is not the next word, or not this officer''s', NEW.hold_id, NEW.word;
END $$;
CREATE TRIGGER hold_word_is_in_turn BEFORE INSERT ON hold_word
    FOR EACH ROW EXECUTE FUNCTION hold_word_is_in_turn();
"""
DIVIDED = """
CREATE FUNCTION hold_division_is_of_two() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wanted hold_division;
    before payment;
    claim payment;
    rest payment;
BEGIN
    SELECT * INTO wanted FROM hold_division WHERE id = NEW.division_id;
    SELECT * INTO before FROM payment WHERE number = NEW.payment_id;
    SELECT * INTO claim FROM payment WHERE number = NEW.to_claimant_id;
    SELECT * INTO rest FROM payment WHERE number = NEW.to_holder_id;
    IF wanted.payment_id <> NEW.payment_id OR wanted.proposed_by = NEW.officer THEN
        RAISE EXCEPTION 'division of %: another officer has to agree', NEW.payment_id;
    ELSIF EXISTS (SELECT FROM payment_dispatch WHERE payment_id = NEW.payment_id)
        OR EXISTS (SELECT FROM payment_outcome WHERE payment_id = NEW.payment_id) THEN
        RAISE EXCEPTION 'division of %: it has left', NEW.payment_id;
    ELSIF coalesce(claim.yen, 0) <> wanted.yen
        OR coalesce(claim.yen, 0) + coalesce(rest.yen, 0) <> before.yen
        OR claim.account_id IS DISTINCT FROM wanted.account_id
        OR coalesce(rest.party_id, before.party_id) <> before.party_id
        OR (coalesce(claim.contract_id, before.contract_id), coalesce(claim.kind, before.kind))
            <> (before.contract_id, before.kind)
        OR (coalesce(rest.contract_id, before.contract_id), coalesce(rest.kind, before.kind))
            <> (before.contract_id, before.kind) THEN
        RAISE EXCEPTION 'division of %: its parts are not the whole', NEW.payment_id;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER hold_division_is_of_two BEFORE INSERT ON hold_divided
    FOR EACH ROW EXECUTE FUNCTION hold_division_is_of_two();
"""
LEAVING = """
CREATE FUNCTION payment_passes_no_hold() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF is_stopped(NEW.payment_id) THEN
        RAISE EXCEPTION 'payment %: its contract is under a hold', NEW.payment_id;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER hold_lets_nothing_past BEFORE INSERT ON payment_dispatch
    FOR EACH ROW EXECUTE FUNCTION payment_passes_no_hold();
CREATE TRIGGER hold_lets_nothing_past BEFORE INSERT ON payment_line
    FOR EACH ROW EXECUTE FUNCTION payment_passes_no_hold();
CREATE FUNCTION file_passes_no_hold() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM payment_line WHERE file_id = NEW.file_id AND is_stopped(payment_id)
    ) THEN
        RAISE EXCEPTION 'approval of %: a payment in it is under a hold', NEW.file_id;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER file_passes_no_hold BEFORE INSERT ON payment_file_approval
    FOR EACH ROW EXECUTE FUNCTION file_passes_no_hold();
"""
RULES = (STANDS, WORDS, DIVIDED, LEAVING)

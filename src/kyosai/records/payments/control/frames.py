"""枠の統制 — an instant payment leaves within a frame that two of the treasury have set."""

LONGEST = 31  # days, as procedures/payment/parameters/rail.toml has it

FRAMES = f"""
CREATE FUNCTION frame_is_of_the_treasury() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT is_treasurer(NEW.proposed_by) THEN
        RAISE EXCEPTION 'frame %: only an officer of the treasury proposes', NEW.id;
    ELSIF NEW.until > NEW.since + {LONGEST} THEN
        RAISE EXCEPTION 'frame %: it is looked at again within a month', NEW.id;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER frame_is_of_the_treasury BEFORE INSERT ON payment_frame
    FOR EACH ROW EXECUTE FUNCTION frame_is_of_the_treasury();
CREATE FUNCTION frame_is_approved_by_another() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT is_treasurer(NEW.officer) THEN
        RAISE EXCEPTION 'frame %: only an officer of the treasury approves', NEW.frame_id;
    ELSIF EXISTS (
        SELECT FROM payment_frame WHERE id = NEW.frame_id AND proposed_by = NEW.officer
    ) THEN
        RAISE EXCEPTION 'frame %: whoever proposed it does not approve it', NEW.frame_id;
    ELSIF (SELECT yen_a_day FROM payment_frame WHERE id = NEW.frame_id) > (
        SELECT approves_up_to FROM officer WHERE username = NEW.officer
    ) THEN
        RAISE EXCEPTION 'frame %: above this officer''s limit', NEW.frame_id;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER frame_is_approved_by_another BEFORE INSERT ON payment_frame_approval
    FOR EACH ROW EXECUTE FUNCTION frame_is_approved_by_another();
CREATE FUNCTION dispatch_stays_in_its_frame() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    paid payment;
    allowed payment_frame;
    gone bigint;
BEGIN
    SELECT * INTO paid FROM payment WHERE number = NEW.payment_id;
    -- One at a time within a frame: two together could pass its ceiling.
    PERFORM pg_advisory_xact_lock(hashtext('payment_frame'), hashtext(NEW.frame_id::text));
    SELECT f.* INTO allowed FROM payment_frame f
        JOIN payment_frame_approval a ON a.frame_id = f.id WHERE f.id = NEW.frame_id;
    IF allowed.id IS NULL OR allowed.scheme <> paid.scheme
        OR NEW.dispatched_on NOT BETWEEN allowed.since AND allowed.until
        OR paid.yen > allowed.yen_each THEN
        RAISE EXCEPTION 'dispatch of %: no approved frame allows it', NEW.payment_id;
    ELSIF paid.rail <> 'instant' OR NEW.dispatched_on < paid.pay_on THEN
        RAISE EXCEPTION 'dispatch of %: not by this rail, not yet', NEW.payment_id;
    ELSIF (NEW.at AT TIME ZONE 'Asia/Tokyo')::date <> NEW.dispatched_on THEN
        RAISE EXCEPTION 'dispatch of %: another day than today', NEW.payment_id;
    ELSIF EXISTS (SELECT FROM payment_outcome WHERE payment_id = NEW.payment_id) THEN
        RAISE EXCEPTION 'dispatch of %: something has become of it', NEW.payment_id;
    ELSIF NOT is_payable(paid.account_id, NEW.dispatched_on) THEN
        RAISE EXCEPTION 'dispatch of %: the account is not confirmed', NEW.payment_id;
    ELSIF NOT is_owed(NEW.payment_id) THEN
        RAISE EXCEPTION 'dispatch of %: nobody owes it', NEW.payment_id;
    ELSIF paid.ordered_by <> '' AND is_treasurer(paid.ordered_by) THEN
        RAISE EXCEPTION 'dispatch of %: the treasury orders nothing it pays', NEW.payment_id;
    END IF;
    SELECT coalesce(sum(p.yen), 0) INTO gone FROM payment_dispatch d
        JOIN payment p ON p.number = d.payment_id
        WHERE d.frame_id = NEW.frame_id AND d.dispatched_on = NEW.dispatched_on;
    IF gone + paid.yen > allowed.yen_a_day THEN
        RAISE EXCEPTION 'dispatch of %: the frame of the day is used up', NEW.payment_id;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER dispatch_stays_in_its_frame BEFORE INSERT ON payment_dispatch
    FOR EACH ROW EXECUTE FUNCTION dispatch_stays_in_its_frame();
"""

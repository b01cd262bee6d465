"""支払の統制 — the SQL by which the database itself keeps apart who prepares, approves, releases.

Every rule holds for every role: a trigger asks, whoever writes.
"""

TABLES = (
    "payee_account",
    "payee_account_check",
    "payee_account_call_back",
    "payment",
    "payment_frame",
    "payment_frame_approval",
    "payment_dispatch",
    "payment_file",
    "payment_file_content",
    "payment_line",
    "payment_file_approval",
    "payment_file_hand_over",
    "payment_outcome",
)
FIVE_DAYS = 5  # business days are at least as many calendar days

TREASURER = """
CREATE FUNCTION is_treasurer(name text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM officer WHERE username = name AND duty = 'treasurer' AND is_active
    )
$$;
"""
# A party's first account is payable at once; another one only after five days, or a call back.
ACCOUNTS = f"""
CREATE FUNCTION changed_account_waits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.payable_from < NEW.registered_on + {FIVE_DAYS} AND EXISTS (
        SELECT FROM payee_account WHERE party_id = NEW.party_id AND id <> NEW.id
    ) THEN
        RAISE EXCEPTION 'account %: a changed account waits five business days', NEW.id;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER changed_account_waits BEFORE INSERT ON payee_account
    FOR EACH ROW EXECUTE FUNCTION changed_account_waits();
CREATE FUNCTION call_back_is_by_another() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM payee_account WHERE id = NEW.account_id AND registered_by = NEW.officer
    ) THEN
        RAISE EXCEPTION 'account %: whoever changed it does not confirm it', NEW.account_id;
    ELSIF NOT EXISTS (SELECT FROM officer WHERE username = NEW.officer AND is_active) THEN
        RAISE EXCEPTION 'account %: only an officer calls back', NEW.account_id;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER call_back_is_by_another BEFORE INSERT ON payee_account_call_back
    FOR EACH ROW EXECUTE FUNCTION call_back_is_by_another();
CREATE FUNCTION is_payable(payee uuid, day date) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM payee_account a WHERE a.id = payee AND (
            a.payable_from <= day
            OR EXISTS (SELECT FROM payee_account_call_back c WHERE c.account_id = a.id)
        )
    ) AND (
        SELECT c.result = '0' FROM payee_account_check c WHERE c.account_id = payee
        ORDER BY c.at DESC LIMIT 1
    )
$$;
"""
# What the bank did not pay is paid again once, to the same party, the same yen.
PAYMENTS = """
CREATE FUNCTION payment_is_paid_once() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE before payment;
BEGIN
    IF NOT EXISTS (
        SELECT FROM payee_account WHERE id = NEW.account_id AND party_id = NEW.party_id
    ) THEN
        RAISE EXCEPTION 'payment %: the account is somebody else''s', NEW.number;
    END IF;
    IF NEW.replaces IS NULL THEN
        RETURN NEW;
    END IF;
    SELECT * INTO before FROM payment WHERE number = NEW.replaces;
    IF (before.yen, before.party_id, before.contract_id, before.kind)
        IS DISTINCT FROM (NEW.yen, NEW.party_id, NEW.contract_id, NEW.kind) THEN
        RAISE EXCEPTION 'payment %: it repeats another payment, not this one', NEW.number;
    ELSIF NOT EXISTS (
        SELECT FROM payment_outcome
        WHERE payment_id = NEW.replaces AND kind IN ('refused', 'returned')
    ) THEN
        RAISE EXCEPTION 'payment %: the one before has not come back', NEW.number;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER payment_is_paid_once BEFORE INSERT ON payment
    FOR EACH ROW EXECUTE FUNCTION payment_is_paid_once();
CREATE FUNCTION outcome_follows_its_send() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- What the bank does not know is refused before it is sent.
    IF NEW.kind = 'refused' AND (
        SELECT c.result <> '0' FROM payee_account_check c
        JOIN payment p ON p.account_id = c.account_id
        WHERE p.number = NEW.payment_id ORDER BY c.at DESC LIMIT 1
    ) THEN
        RETURN NEW;
    ELSIF NOT EXISTS (SELECT FROM payment_dispatch WHERE payment_id = NEW.payment_id)
        AND NOT EXISTS (
            SELECT FROM payment_line l JOIN payment_file_hand_over h ON h.file_id = l.file_id
            WHERE l.payment_id = NEW.payment_id
        ) THEN
        RAISE EXCEPTION 'outcome of %: it was never sent', NEW.payment_id;
    ELSIF NEW.kind = 'paid' AND EXISTS (
        SELECT FROM payment_outcome WHERE payment_id = NEW.payment_id AND kind <> 'paid'
    ) THEN
        RAISE EXCEPTION 'outcome of %: it has come back', NEW.payment_id;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER outcome_follows_its_send BEFORE INSERT ON payment_outcome
    FOR EACH ROW EXECUTE FUNCTION outcome_follows_its_send();
"""
FRAMES = """
CREATE FUNCTION frame_is_of_the_treasury() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT is_treasurer(NEW.proposed_by) THEN
        RAISE EXCEPTION 'frame %: only an officer of the treasury proposes', NEW.id;
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
    ELSIF NOT is_payable(paid.account_id, NEW.dispatched_on) THEN
        RAISE EXCEPTION 'dispatch of %: the account is not confirmed', NEW.payment_id;
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
FILES = """
ALTER TABLE payment_file_content ADD CONSTRAINT payment_content_has_its_digest
    CHECK (encode(sha256(content), 'hex') = digest);
CREATE VIEW payment_file_released AS
SELECT f.name, f.digest, c.content
FROM payment_file f JOIN payment_file_content c ON c.file_id = f.name AND c.digest = f.digest
WHERE (
    SELECT count(DISTINCT a.officer) FROM payment_file_approval a
    WHERE a.file_id = f.name AND a.digest = f.digest
) >= 2;
CREATE FUNCTION line_is_of_its_file() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE paid payment; kept payment_file;
BEGIN
    SELECT * INTO paid FROM payment WHERE number = NEW.payment_id;
    SELECT * INTO kept FROM payment_file WHERE name = NEW.file_id;
    IF paid.rail <> 'bulk' OR paid.scheme <> kept.scheme OR paid.pay_on > kept.pay_on THEN
        RAISE EXCEPTION 'line %: not of this file', NEW.payment_id;
    ELSIF NOT is_payable(paid.account_id, kept.pay_on) THEN
        RAISE EXCEPTION 'line %: the account is not confirmed', NEW.payment_id;
    ELSIF EXISTS (SELECT FROM payment_file_approval WHERE file_id = NEW.file_id) THEN
        RAISE EXCEPTION 'line %: the file has been approved', NEW.payment_id;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER line_is_of_its_file BEFORE INSERT ON payment_line
    FOR EACH ROW EXECUTE FUNCTION line_is_of_its_file();
CREATE FUNCTION payment_approval_is_by_another() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE kept payment_file;
BEGIN
    SELECT * INTO kept FROM payment_file WHERE name = NEW.file_id;
    IF kept.digest IS DISTINCT FROM NEW.digest THEN
        RAISE EXCEPTION 'approval of %: the digest is not that of the file', NEW.file_id;
    ELSIF NOT is_treasurer(NEW.officer) THEN
        RAISE EXCEPTION 'approval of %: only an officer of the treasury approves', NEW.file_id;
    ELSIF kept.yen > (SELECT o.approves_up_to FROM officer o WHERE o.username = NEW.officer) THEN
        RAISE EXCEPTION 'approval of %: above this officer''s limit', NEW.file_id;
    ELSIF EXISTS (SELECT FROM payment_file_hand_over WHERE file_id = NEW.file_id) THEN
        RAISE EXCEPTION 'approval of %: the file has left or has been refused', NEW.file_id;
    ELSIF kept.made_by = NEW.officer OR EXISTS (
        SELECT FROM payment_line l JOIN payment p ON p.number = l.payment_id
        JOIN payee_account a ON a.id = p.account_id
        LEFT JOIN payee_account_call_back c ON c.account_id = a.id
        WHERE l.file_id = NEW.file_id
        AND NEW.officer IN (p.ordered_by, a.registered_by, c.officer)
    ) THEN
        RAISE EXCEPTION 'approval of %: whoever prepared a payment does not approve it',
            NEW.file_id;
    ELSIF kept.yen <> (
        SELECT sum(p.yen) FROM payment_line l JOIN payment p ON p.number = l.payment_id
        WHERE l.file_id = NEW.file_id
    ) THEN
        RAISE EXCEPTION 'approval of %: its lines have another total', NEW.file_id;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER payment_approval_is_by_another BEFORE INSERT ON payment_file_approval
    FOR EACH ROW EXECUTE FUNCTION payment_approval_is_by_another();
CREATE FUNCTION payment_hand_over_is_released() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.receipt <> '' AND NOT EXISTS (
        SELECT FROM payment_file_released WHERE name = NEW.file_id
    ) THEN
        RAISE EXCEPTION 'hand-over of %: two officers have to approve it first', NEW.file_id;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER payment_hand_over_is_released BEFORE INSERT ON payment_file_hand_over
    FOR EACH ROW EXECUTE FUNCTION payment_hand_over_is_released();
"""


def unreadable(app: str) -> str:
    """Return SQL by which the application reads no bytes of a file but the released ones."""
    return f"""
DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = '{app}') AND '{app}' <> current_user THEN
        REVOKE SELECT ON payment_file_content FROM {app};
        REVOKE INSERT, UPDATE, DELETE ON payment_file_released FROM {app};
    END IF;
END $$;
"""


RULES = (TREASURER, ACCOUNTS, PAYMENTS, FRAMES, FILES)

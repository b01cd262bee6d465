"""ファイルの統制 — bytes under their digest, owed lines, two other officers, then the hand-over."""

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
    ELSIF EXISTS (SELECT FROM payment_outcome WHERE payment_id = NEW.payment_id) THEN
        RAISE EXCEPTION 'line %: something has become of it', NEW.payment_id;
    ELSIF NOT is_payable(paid.account_id, kept.pay_on) THEN
        RAISE EXCEPTION 'line %: the account is not confirmed', NEW.payment_id;
    ELSIF NOT is_owed(NEW.payment_id) THEN
        RAISE EXCEPTION 'line %: nobody owes it', NEW.payment_id;
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
    ELSIF NOT EXISTS (
        SELECT FROM payment_line l JOIN payment p ON p.number = l.payment_id
        WHERE l.file_id = NEW.file_id
        HAVING count(*) = kept.records AND sum(p.yen) = kept.yen
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

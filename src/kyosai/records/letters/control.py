"""手紙の統制 — the SQL by which the database itself lets no pack go without two officers.

Every rule holds for every role: a trigger asks, whoever writes.
"""

TABLES = (
    "letter_mailing",
    "letter",
    "letter_pack",
    "letter_pack_content",
    "letter_line",
    "letter_pack_approval",
    "letter_pack_hand_over",
    "letter_answer_file",
    "letter_posted",
    "letter_returned",
    "letter_switch",
)
# A letter goes again once, and only after it came back or the printed count left it out.
AGAIN = """
CREATE FUNCTION letter_goes_again_for_a_reason() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE before letter;
BEGIN
    IF NEW.replaces IS NULL THEN
        RETURN NEW;
    END IF;
    SELECT * INTO before FROM letter WHERE serial = NEW.replaces;
    IF (before.party_id, before.kind) IS DISTINCT FROM (NEW.party_id, NEW.kind) THEN
        RAISE EXCEPTION 'letter %: it repeats another letter, not this one', NEW.key;
    ELSIF NOT EXISTS (SELECT FROM letter_returned WHERE letter_id = NEW.replaces)
        AND NOT EXISTS (
            SELECT FROM letter_line own JOIN letter_line other ON other.pack_id = own.pack_id
            JOIN letter_posted p ON p.letter_id = other.letter_id
            WHERE own.letter_id = NEW.replaces AND NOT EXISTS (
                SELECT FROM letter_posted WHERE letter_id = NEW.replaces
            )
        ) AND NOT EXISTS (
            SELECT FROM letter_line l JOIN letter_pack_hand_over h ON h.pack_id = l.pack_id
            WHERE l.letter_id = NEW.replaces AND h.refusal <> ''
        ) THEN
        RAISE EXCEPTION 'letter %: the one before has neither come back nor been left out',
            NEW.key;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER letter_goes_again_for_a_reason BEFORE INSERT ON letter
    FOR EACH ROW EXECUTE FUNCTION letter_goes_again_for_a_reason();
"""
RELEASE = """
CREATE FUNCTION pack_approval_is_of_its_pack() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM letter_pack WHERE name = NEW.pack_id AND digest = NEW.digest) THEN
        RAISE EXCEPTION 'approval of %: the digest is not that of the pack', NEW.pack_id;
    ELSIF NOT EXISTS (
        SELECT FROM officer WHERE username = NEW.officer AND duty = 'dispatcher' AND is_active
    ) THEN
        RAISE EXCEPTION 'approval of %: only an officer of the letters desk releases', NEW.pack_id;
    ELSIF EXISTS (SELECT FROM letter_pack_hand_over WHERE pack_id = NEW.pack_id) THEN
        RAISE EXCEPTION 'approval of %: the pack has left or has been refused', NEW.pack_id;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER pack_approval_is_of_its_pack BEFORE INSERT ON letter_pack_approval
    FOR EACH ROW EXECUTE FUNCTION pack_approval_is_of_its_pack();
CREATE FUNCTION pack_hand_over_is_released() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.receipt <> '' AND (
        SELECT count(DISTINCT a.officer) FROM letter_pack_approval a
        JOIN letter_pack p ON p.name = a.pack_id AND p.digest = a.digest
        WHERE a.pack_id = NEW.pack_id
    ) < 2 THEN
        RAISE EXCEPTION 'hand-over of %: two officers have to release it first', NEW.pack_id;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER pack_hand_over_is_released BEFORE INSERT ON letter_pack_hand_over
    FOR EACH ROW EXECUTE FUNCTION pack_hand_over_is_released();
CREATE FUNCTION posted_letter_has_left() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM letter_line l JOIN letter_pack_hand_over h ON h.pack_id = l.pack_id
        WHERE l.letter_id = NEW.letter_id AND h.receipt <> ''
    ) THEN
        RAISE EXCEPTION 'letter %: it was never handed to the print house', NEW.letter_id;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER posted_letter_has_left BEFORE INSERT ON letter_posted
    FOR EACH ROW EXECUTE FUNCTION posted_letter_has_left();
"""
# However a notice is told, whoever is told on paper gets it as a letter under the same key, once.
BESIDE = """
CREATE FUNCTION notice_goes_by_letter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO letter (key, party_id, contract_id, kind, title, body, way, made_at)
    SELECT key, party_id, contract_id, kind, title, body, 'plain', at
    FROM told WHERE gets_paper(party_id)
    ON CONFLICT (key) DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER notice_goes_by_letter AFTER INSERT ON notice
    REFERENCING NEW TABLE AS told FOR EACH STATEMENT EXECUTE FUNCTION notice_goes_by_letter();
"""
RULES = (AGAIN, RELEASE, BESIDE)

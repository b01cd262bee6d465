"""提出の統制 — the SQL by which whoever prepared a bundle does not let it go, whoever writes."""

TABLES = (
    "tax_copy", "tax_bundle", "tax_bundle_line", "tax_bundle_release", "tax_bundle_receipt",
)  # fmt: skip
CONTROL = """
ALTER TABLE tax_copy ADD CONSTRAINT tax_copy_has_its_digest
    CHECK (encode(sha256(sealed), 'hex') = digest);
CREATE FUNCTION is_of_the_benefit_desk(name text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM officer WHERE username = name AND is_active
        AND duty IN ('benefit_examiner', 'benefit_approver')
    )
$$;
CREATE FUNCTION tax_copy_joins_its_own_bundle() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM tax_copy c JOIN tax_bundle b ON b.kind = c.kind AND b.year = c.year
        WHERE c.key = NEW.copy_id AND b.name = NEW.bundle_id
    ) THEN
        RAISE EXCEPTION 'line %: of another kind or year', NEW.copy_id;
    ELSIF EXISTS (SELECT FROM tax_bundle_release WHERE bundle_id = NEW.bundle_id) THEN
        RAISE EXCEPTION 'line %: the bundle has been released', NEW.copy_id;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER tax_copy_joins_its_own_bundle BEFORE INSERT ON tax_bundle_line
    FOR EACH ROW EXECUTE FUNCTION tax_copy_joins_its_own_bundle();
CREATE FUNCTION tax_release_is_by_another() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE kept tax_bundle;
BEGIN
    SELECT * INTO kept FROM tax_bundle WHERE name = NEW.bundle_id;
    IF kept.digest IS DISTINCT FROM NEW.digest THEN
        RAISE EXCEPTION 'release of %: the digest is not that of the bundle', NEW.bundle_id;
    ELSIF NOT is_of_the_benefit_desk(NEW.officer) THEN
        RAISE EXCEPTION 'release of %: only an officer of the benefit desk', NEW.bundle_id;
    ELSIF kept.made_by = NEW.officer OR EXISTS (
        SELECT FROM tax_bundle_line l JOIN tax_copy c ON c.key = l.copy_id
        WHERE l.bundle_id = NEW.bundle_id AND c.prepared_by = NEW.officer
    ) THEN
        RAISE EXCEPTION 'release of %: whoever prepared it does not let it go', NEW.bundle_id;
    ELSIF NOT EXISTS (
        SELECT FROM tax_bundle_line l JOIN tax_copy c ON c.key = l.copy_id
        WHERE l.bundle_id = NEW.bundle_id
        HAVING count(*) = kept.records AND sum(c.yen) = kept.yen
    ) THEN
        RAISE EXCEPTION 'release of %: its lines have another total', NEW.bundle_id;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER tax_release_is_by_another BEFORE INSERT ON tax_bundle_release
    FOR EACH ROW EXECUTE FUNCTION tax_release_is_by_another();
CREATE FUNCTION tax_receipt_follows_release() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM tax_bundle_release WHERE bundle_id = NEW.bundle_id) THEN
        RAISE EXCEPTION 'receipt of %: nobody has let it go', NEW.bundle_id;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER tax_receipt_follows_release BEFORE INSERT ON tax_bundle_receipt
    FOR EACH ROW EXECUTE FUNCTION tax_receipt_follows_release();
"""

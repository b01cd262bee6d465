"""口座の統制 — a changed account waits or is called back about; the bank is asked first."""

FIVE_DAYS = 5  # business days are at least as many calendar days
# A party's first account is payable at once; another one only after five days, or a call back.
# A changed account is not known since before the last payment was ordered: backdated, it gains
# a day at most.
ACCOUNTS = f"""
CREATE FUNCTION changed_account_waits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF starts_with(NEW.source, 'mandate:') AND NOT EXISTS (
        SELECT FROM mandate m JOIN contract c ON c.number = m.contract_id
        WHERE 'mandate:' || m.customer_no = NEW.source AND c.party_id = NEW.party_id
        AND m.confirmed_on = NEW.registered_on
        AND (m.bank_code, m.branch_code) = (NEW.bank_code, NEW.branch_code)
    ) THEN
        RAISE EXCEPTION 'account %: the bank confirmed no such mandate', NEW.id;
    ELSIF NOT EXISTS (
        SELECT FROM payee_account WHERE party_id = NEW.party_id AND id <> NEW.id
    ) THEN
        RETURN NEW;
    ELSIF NEW.payable_from < NEW.registered_on + {FIVE_DAYS} THEN
        RAISE EXCEPTION 'account %: a changed account waits five business days', NEW.id;
    ELSIF NOT starts_with(NEW.source, 'mandate:') AND NEW.registered_on < (
        SELECT (max(ordered_at) AT TIME ZONE 'Asia/Tokyo')::date FROM payment
    ) THEN
        RAISE EXCEPTION 'account %: it is not known since before today', NEW.id;
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
    ) AND coalesce((
        SELECT c.result = '0' FROM payee_account_check c WHERE c.account_id = payee
        ORDER BY c.at DESC LIMIT 1
    ), false)
$$;
"""

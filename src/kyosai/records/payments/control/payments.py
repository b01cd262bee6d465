"""支払と結果の統制 — paid once, to its own payee, what is owed; outcomes follow what happened."""

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
"""
# Nothing leaves that the journal does not owe. What is on its way in a file nobody has received
# yet stands in the journal still. A tax is owed to no contract, and is asked about apart: there
# are many payments, and they are found by their contract.
_ON_ITS_WAY = """coalesce((
        SELECT sum(p.yen) FROM payment p JOIN payment_line l ON l.payment_id = p.number
        LEFT JOIN payment_file_hand_over h ON h.file_id = l.file_id
        WHERE {same} AND p.kind = w.kind AND p.number <> w.number AND h.file_id IS NULL
    ), 0)"""
_OF_CONTRACT = _ON_ITS_WAY.format(same="p.contract_id = w.contract_id")
_OF_NONE = _ON_ITS_WAY.format(
    same="w.contract_id IS NULL AND p.contract_id IS NULL AND p.scheme = w.scheme"
)
OWED = f"""
CREATE OR REPLACE FUNCTION is_owed(number_ text) RETURNS boolean LANGUAGE sql STABLE AS $$
    WITH wanted AS (
        SELECT *, 'payable:' || kind || ':' || scheme || coalesce(':' || contract_id, '') AS account
        FROM payment WHERE number = number_
    )
    SELECT coalesce((
        SELECT sum(CASE WHEN t.credit = w.account THEN t.yen ELSE -t.yen END)
        FROM ledger_transfer t
        WHERE t.contract = coalesce(w.contract_id, '') AND w.account IN (t.debit, t.credit)
    ), 0) >= w.yen + {_OF_CONTRACT} + {_OF_NONE}
    FROM wanted w
$$;
"""
# The bank gives back what a statement says came back. It refuses a payment it was asked for at
# once, or a whole file; what the bank does not know is refused before it is sent.
OUTCOMES = """
CREATE FUNCTION outcome_follows_its_send() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    was_begun boolean := EXISTS (
        SELECT FROM payment_dispatch WHERE payment_id = NEW.payment_id
    );
    handed_over payment_file_hand_over;
    is_known boolean := coalesce((
        SELECT c.result = '0' FROM payee_account_check c
        JOIN payment p ON p.account_id = c.account_id
        WHERE p.number = NEW.payment_id ORDER BY c.at DESC LIMIT 1
    ), true);
BEGIN
    SELECT h.* INTO handed_over FROM payment_line l
        JOIN payment_file_hand_over h ON h.file_id = l.file_id
        WHERE l.payment_id = NEW.payment_id;
    IF NEW.kind <> 'refused' AND NOT was_begun
        AND coalesce(handed_over.receipt, '') = '' THEN
        RAISE EXCEPTION 'outcome of %: it was never sent', NEW.payment_id;
    ELSIF NEW.kind = 'refused' AND NOT was_begun AND is_known
        AND coalesce(handed_over.refusal, '') = '' THEN
        RAISE EXCEPTION 'outcome of %: the bank refused nothing', NEW.payment_id;
    ELSIF NEW.kind IN ('paid', 'refused') AND EXISTS (
        SELECT FROM payment_outcome WHERE payment_id = NEW.payment_id AND kind <> NEW.kind
    ) THEN
        RAISE EXCEPTION 'outcome of %: something else became of it', NEW.payment_id;
    ELSIF NEW.kind = 'returned' AND (
        NOT EXISTS (
            SELECT FROM bank_statement_entry e JOIN payment p ON p.number = e.paid
            WHERE e.paid = NEW.payment_id AND e.is_credit AND e.yen = p.yen
        ) OR EXISTS (
            SELECT FROM payment_outcome WHERE payment_id = NEW.payment_id AND kind = 'refused'
        )
    ) THEN
        RAISE EXCEPTION 'outcome of %: no statement says it came back', NEW.payment_id;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER outcome_follows_its_send BEFORE INSERT ON payment_outcome
    FOR EACH ROW EXECUTE FUNCTION outcome_follows_its_send();
"""

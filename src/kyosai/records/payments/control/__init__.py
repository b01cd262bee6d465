"""支払の統制 — the SQL by which the database itself keeps apart who prepares, approves, releases.

Every rule holds for every role: a trigger asks, whoever writes.
"""

from kyosai.records.payments.control.accounts import ACCOUNTS
from kyosai.records.payments.control.files import FILES, unreadable
from kyosai.records.payments.control.frames import FRAMES
from kyosai.records.payments.control.payments import OUTCOMES, OWED, PAYMENTS

__all__ = ["RULES", "TABLES", "unreadable"]

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
TREASURER = """
CREATE FUNCTION is_treasurer(name text) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM officer WHERE username = name AND duty = 'treasurer' AND is_active
    )
$$;
"""
RULES = (TREASURER, ACCOUNTS, PAYMENTS, OWED, OUTCOMES, FRAMES, FILES)

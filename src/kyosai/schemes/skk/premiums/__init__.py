"""掛金の納付 — what becomes of the monthly premium: changed, stopped, put off, left unpaid."""

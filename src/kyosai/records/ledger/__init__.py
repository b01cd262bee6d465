"""仕訳帳 — the journal: one row a transfer, append-only."""

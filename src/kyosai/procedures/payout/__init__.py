"""給付 — a contract ends: what is due, less debts and taxes, is awarded, explained and paid."""

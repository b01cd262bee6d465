"""点検 — the books look after themselves before and after each cycle."""

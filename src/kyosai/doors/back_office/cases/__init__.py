"""案件 — the work box of a desk, a case with its file, and what an officer decides."""

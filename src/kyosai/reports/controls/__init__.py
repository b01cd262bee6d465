"""統制の一覧 — every control, the tests that show it, and what they said last."""

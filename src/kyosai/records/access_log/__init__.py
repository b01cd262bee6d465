"""閲覧記録 — who looked at whom."""

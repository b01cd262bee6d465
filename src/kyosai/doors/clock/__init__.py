"""時 — time is a visitor too (core zone)."""

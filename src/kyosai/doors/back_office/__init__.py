"""機構の窓口 — one module a desk (core zone)."""

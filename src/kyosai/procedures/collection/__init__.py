"""収納 — the monthly cycle: plan, request, settle, chase; each step may be killed and rerun."""

"""口座振替受付 — the hub through which a bank takes a mandate at once."""

"""責任額と資産 — what is owed and held, today and in forty years, on one page each."""

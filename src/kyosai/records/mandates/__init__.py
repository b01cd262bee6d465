"""口座振替契約 — accounts a holder lets us debit."""

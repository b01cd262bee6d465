"""共済契約 — contracts, and the monthly premium over time."""

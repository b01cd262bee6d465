"""利用率 — the scorecard with its detail, its yearly export, and the steps from paper to online."""

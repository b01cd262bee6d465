"""口座振替受付 — a person lets a bank account be debited: hub, bank page, notice, daily file."""

"""変更 — what a holder may change while the contract lasts."""

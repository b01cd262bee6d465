"""申告の受付 — takes electronic certificates, and refuses whatever is wrong with them."""

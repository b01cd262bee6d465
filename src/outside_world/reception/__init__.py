"""申告の受付 — takes a taxpayer's electronic certificates, and refuses whatever is wrong with them."""

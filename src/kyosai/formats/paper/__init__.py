"""紙面 — notices and certificates as pages; the font they are set in travels with them."""

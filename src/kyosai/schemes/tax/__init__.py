"""税 — what the tax Acts say of these premiums and payments."""

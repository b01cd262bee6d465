"""入金 — what the bank says really came into our accounts."""

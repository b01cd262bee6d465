"""約束と口座振替の暦 — what we promise and when banks move, the same day in both zones."""

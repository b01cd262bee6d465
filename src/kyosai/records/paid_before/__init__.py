"""移行前の納付 — premiums paid before a contract came to this platform, by stretch."""

"""交換 — what crosses the zones, and nothing else does."""

"""遺族 — rooms for those who claim after a death, opened by a code, and who they are."""

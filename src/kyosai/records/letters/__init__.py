"""手紙 — every letter on paper: what it says, in which pack it left, what came of it."""

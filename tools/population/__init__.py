"""試す国 — a seeded population of both schemes, as large as the real one, by assumption."""

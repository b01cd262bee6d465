"""人 — people and firms, names and addresses over time."""

"""責任額 — what both schemes owe everybody, what they hold, and how it will go."""

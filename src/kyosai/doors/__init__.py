"""How people and time come in: one door, one audience."""

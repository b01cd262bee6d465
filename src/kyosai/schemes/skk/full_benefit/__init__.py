"""共済金の全額 — dated histories: additional benefits by year, and contracts of the older Acts."""

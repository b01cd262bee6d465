"""委託機関の窓口 — staff of a 商工会 or a bank help face to face, and see little."""

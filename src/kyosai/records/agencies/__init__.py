"""委託機関 — the register of agencies, their staff who came in, and what they confirmed."""

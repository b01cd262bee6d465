"""給付 — what was awarded when a contract ended: amount, article, offsets, tax, and why."""

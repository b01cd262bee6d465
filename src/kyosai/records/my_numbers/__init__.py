"""個人番号 — kept in a schema of its own; one is opened at a time, for a tax paper, and noted."""

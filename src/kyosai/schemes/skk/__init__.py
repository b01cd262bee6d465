"""小規模企業共済 — the retirement fund of owners and officers of small firms."""

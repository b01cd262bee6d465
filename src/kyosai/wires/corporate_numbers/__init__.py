"""法人番号 — the public register of corporations."""

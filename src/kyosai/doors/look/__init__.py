"""見た目 — the look both sites share: built CSS, base page, form fields."""

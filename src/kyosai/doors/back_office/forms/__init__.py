"""紙の申込書の窓口 — the mail room, the readers of two companies, their supervisor, the desk."""

"""確かめる書類 — what a document must show before the rules go by it."""

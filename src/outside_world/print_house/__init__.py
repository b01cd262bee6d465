"""印刷会社 — opens packs sealed to its key, prints, posts, counts, and deletes."""

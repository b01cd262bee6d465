"""書類 — files received and issued, by digest."""

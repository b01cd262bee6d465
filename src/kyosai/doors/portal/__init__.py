"""契約者の入口 — holders and applicants (internet zone)."""

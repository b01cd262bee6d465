"""掛金 — what fell due for which month, and how it was settled."""

"""How work moves from desk to desk; knows nothing of contracts or loans."""

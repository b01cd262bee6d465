"""倒産防止共済 — the pages of those who sign in with GビズID."""

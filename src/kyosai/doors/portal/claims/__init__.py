"""請求の画面 — what can be received, what it comes to and why, sent once, taken back in time."""

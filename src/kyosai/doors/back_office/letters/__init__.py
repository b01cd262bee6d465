"""通知課の画面 — the outbox, packs to let go, waves to stop, and what came back."""

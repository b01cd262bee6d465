"""掛金の変更の画面 — ask, show what it comes to, send: one way for every change."""

"""債権管理の画面 — which loans are late, what was done about each, and what two officers decide."""

"""貸付課の画面 — claims examined and decided, refinancings whose money has come."""

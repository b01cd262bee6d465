"""中継への電線 — the courier's line to the relay: mutual TLS 1.3, one pinned certificate."""

"""中継の扉 — where the courier from the core, and nobody else, comes to the internet zone."""

"""借入れの画面 — limits, requests, claims and contracts to be signed."""

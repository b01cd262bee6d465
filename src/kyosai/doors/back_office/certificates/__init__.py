"""控除証明書の画面 — how a year stands, one contract's certificates, and letters to be chosen."""

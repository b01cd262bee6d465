"""控除証明書 — what a certificate of a year says, who has one, and where it was delivered."""

"""閲覧 — what a person may see of their own affairs, made when they ask and sealed to them."""

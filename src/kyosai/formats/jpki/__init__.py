"""公的個人認証 — the signature of a person's card, and the certificate that says whose it is."""

"""メール — takes mail by SMTP and shows it."""

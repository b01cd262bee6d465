"""電子メール — plain text, one person, no personal figures."""

"""How bytes are laid out: pure readers and writers, no transport."""

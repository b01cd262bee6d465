"""The journey played headless against the running parts, told as a table."""

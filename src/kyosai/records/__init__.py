"""What is true: each package owns its tables."""

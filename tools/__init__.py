"""Things run by people and by make."""

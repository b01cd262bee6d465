"""The internet zone."""

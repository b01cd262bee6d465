"""The core zone."""

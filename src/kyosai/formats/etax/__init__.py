"""e-Tax — documents of the tax office as data."""

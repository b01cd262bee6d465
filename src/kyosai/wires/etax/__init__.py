"""e-Tax — where bundles of tax papers are handed in."""

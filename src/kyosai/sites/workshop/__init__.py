"""Everything on one machine: real processes, a clock you can turn."""

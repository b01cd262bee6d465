"""資産台帳の手続き — what the treasury enters of a year's end, and who confirms it."""

"""資産台帳 — what each scheme holds at a year's end and what it earned, by kind of asset."""

"""貸付け — 共済金の貸付け and 一時貸付金: limits, terms, interest, penalties, early repayment."""

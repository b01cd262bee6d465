"""わたしの手続き — filings by their status word, the contract by a view that soon is gone."""

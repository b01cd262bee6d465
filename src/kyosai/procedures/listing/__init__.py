"""名簿の照会（X05） — the list is brought in whole, and two officers decide each match."""

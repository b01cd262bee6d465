"""照会名簿 — people to be asked about before they join, borrow or are paid; dated, by file."""

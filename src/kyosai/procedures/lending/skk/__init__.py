"""契約者貸付け（小規模企業共済） — limit, terms and contract of every kind of contract loan."""

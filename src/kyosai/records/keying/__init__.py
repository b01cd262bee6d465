"""入力の委託 — pictures of single boxes, lent one at a time to two companies that read them."""

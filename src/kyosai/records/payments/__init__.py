"""支払 — money that leaves: to whom, released by whom, handed to the bank once, and its outcome."""

"""貸付け — asked for, decided by rule or at the desk, written down, and ordered to be paid."""

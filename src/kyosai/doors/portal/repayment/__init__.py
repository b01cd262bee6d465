"""返済の画面 — what is left of each loan, when it is taken, and ending one by the next debit."""

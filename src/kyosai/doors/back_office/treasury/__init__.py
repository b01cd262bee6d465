"""経理課 — debit cycles and their files, what did not fit, and the trial balance."""

"""様式 — paper forms: which boxes stand where, what a box may hold, and the blank to print."""

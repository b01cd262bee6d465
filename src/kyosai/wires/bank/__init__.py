"""銀行 — the file desk of a bank or collection agency: hand a file in, collect its results."""

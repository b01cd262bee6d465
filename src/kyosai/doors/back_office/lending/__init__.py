"""貸付課 — what the desk of loans does beside its cases."""

"""監査室 — what an auditor looks up without asking anybody."""

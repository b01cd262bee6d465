"""差し止め — what bars paying a contract out: seizures, assignments, estates, insolvencies."""

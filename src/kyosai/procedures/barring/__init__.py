"""差し止め（X04） — a paper bars paying a contract out; two officers set it, lift it, divide."""

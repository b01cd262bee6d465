"""作業場の窓 — the panel: clock, faults, samples, state of the parts."""

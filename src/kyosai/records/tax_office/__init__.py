"""税務署に出す書類 — the tax office's copies, sealed to it; their bundles, and who let them go."""

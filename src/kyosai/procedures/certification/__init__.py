"""証明 — numbered certificates, rendered from what the decision stored."""

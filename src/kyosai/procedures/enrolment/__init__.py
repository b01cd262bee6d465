"""加入 — from a sealed application to a contract, or to a refusal signed by two people."""

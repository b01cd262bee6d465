"""遺族の請求 — from the news of a death to each survivor's share; two officers decide."""

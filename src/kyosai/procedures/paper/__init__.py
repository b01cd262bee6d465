"""紙の申込み — from the opened envelope to the same road as an online filing."""

"""入力 — what people type, taken as they type it."""

"""名簿の照会の画面 — the list brought in, and matches two officers decide."""

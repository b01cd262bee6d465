"""署名 — a digest comes in, a card is tapped with its longer PIN, and a signature goes out."""

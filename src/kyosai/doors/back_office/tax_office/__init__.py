"""税務署への提出の画面 — what is due, the copies made, and the bundles two officers hand over."""

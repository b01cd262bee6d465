"""倒産防止共済の貸付け — 一時貸付金 at once, 共済金の貸付け through two officers."""

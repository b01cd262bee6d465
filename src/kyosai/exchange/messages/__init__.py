"""メッセージ — the frozen, versioned words the two zones say to each other."""

"""口座の登録 — through the hub to the bank and back, for joining and for a change."""

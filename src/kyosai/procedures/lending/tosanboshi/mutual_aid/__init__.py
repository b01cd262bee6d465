"""共済金の貸付け — claimed, examined, decided by a second officer, signed and handed over."""

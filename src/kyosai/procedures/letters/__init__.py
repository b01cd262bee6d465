"""手紙を送る — composed, packed, released by two, printed, counted; and what comes back."""

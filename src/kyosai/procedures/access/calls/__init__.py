"""電話の応対 — who calls, what they may be told, what is done for them, when we call back."""

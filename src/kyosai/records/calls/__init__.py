"""電話の応対 — calls, checks of the caller, call-backs promised and kept, contacts corrected."""

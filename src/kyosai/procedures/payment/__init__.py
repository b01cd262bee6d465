"""支払 — at once within the day's frame, or in a file that two officers release."""

"""だれでも見られるページ — pages that need no sign-in and keep nothing."""

"""電話の応対の画面 — the desk of the contact centre, one call, and the lead's day."""

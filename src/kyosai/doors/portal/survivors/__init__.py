"""ご遺族 — told without signing in, claimed in a room that the code of a letter opens."""

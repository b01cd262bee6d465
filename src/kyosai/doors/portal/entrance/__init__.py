"""サインイン — in by My Number card, out again, and what to do when it fails."""

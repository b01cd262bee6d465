"""サインイン — in by My Number card or by GビズID, out again, and what to do when it fails."""

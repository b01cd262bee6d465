"""支払 — files and frames to release, money that came back, call backs, and the end of a day."""

"""What the law says: pure functions of facts and dates."""

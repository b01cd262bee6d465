"""預かった税を納める — what a month kept back of payments goes to the tax office on the tenth."""

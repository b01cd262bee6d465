"""受給権 — what is due when a contract ends: the cause, the benefit, the income it is taxed as."""

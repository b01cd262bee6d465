"""加入の申込み — one question a page, saved at every step, sent once."""

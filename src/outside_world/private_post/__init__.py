"""民間送達サービス — boxes people open for themselves, and what issuers put into them."""

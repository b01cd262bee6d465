"""お知らせ — what we told whom, when, in which words."""

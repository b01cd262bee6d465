"""全銀フォーマット — bank files of fixed width, and the characters banks accept."""

"""利用率の表 — every figure recounted from cases, answers and drafts begun; none typed in."""

"""法定調書の提出 — copies with one マイナンバー each, two officers, one hand-over."""

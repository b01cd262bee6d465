"""差し止めの画面 — papers that bar a contract, what they stop, and who gets how much of it."""

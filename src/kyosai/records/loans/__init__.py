"""貸付け — loans of both schemes: what was lent, when it falls due, and what came back."""

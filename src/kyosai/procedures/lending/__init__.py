"""貸付け — what holders borrow: limit, contract, journal, and the payment it orders."""

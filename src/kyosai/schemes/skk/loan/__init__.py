"""契約者貸付け — seven kinds of loan against the premiums: limits, terms, interest, stamp duty."""

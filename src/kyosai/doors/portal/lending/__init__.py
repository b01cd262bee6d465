"""借りる — limit, contract and promise are shown, the contract is signed by card, and sent once."""

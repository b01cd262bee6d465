"""契約者をさがす — search by number, the contract, and what is unmasked for a while."""

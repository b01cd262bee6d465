"""ある日の契約 — a contract as it stood on one day, as it was known on another; read only."""

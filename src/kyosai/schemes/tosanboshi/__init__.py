"""中小企業倒産防止共済 — loans, unsecured and free of interest, when a customer fails."""

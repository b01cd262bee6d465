"""債権管理 — loans are repaid by debit or at once; what is late is demanded, arranged, decided."""
